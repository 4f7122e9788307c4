import { ApiError } from '@virlab/api-client';
import type { SignInOptions } from '@virlab/contracts';
import { Note, ReasonPage } from '@virlab/ui';
import { useSearchParams } from 'react-router';
import { useDiscoveryRequest } from '../../data/discovery';
import { useSignInOptions } from '../../data/sign-in';
import { PageLoading } from '../../shell/page-loading';
import { ProblemPage } from '../../shell/problem-page';
import { withTarget } from '../../shell/sign-in-address';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { Choice } from './choice';
import { StraightThere } from './straight-there';
import { targetPlace } from './target-place';

/**
 * Choosing a university: for us (`target` is where one goes afterwards, `idp` skips the page, `discovery` says how a
 * discovery service elsewhere ended), or for another service that sent the browser here (`service`, `return`).
 */
export default function SignInPage() {
  const { signIn: texts } = useTexts();
  const [search] = useSearchParams();
  const options = useSignInOptions();
  const service = search.get('service');
  const idp = search.get('idp');
  usePageTitle(service ? texts.service.title : texts.pageTitle);
  if (idp && !service) return <StraightThere entityId={idp} target={search.get('target')} />;
  if (!options.data) {
    if (options.error instanceof ApiError) return <ProblemPage problem={options.error.problem} />;
    return <PageLoading />;
  }
  if (options.data.options.length === 0 && options.data.searchable === 0) {
    return (
      <ReasonPage shape="unknown" title={texts.noneAtAll}>
        <p>{texts.noneAtAllText}</p>
      </ReasonPage>
    );
  }
  return service ? (
    <ForService options={options.data} service={service} search={search} />
  ) : (
    <ForUs options={options.data} search={search} />
  );
}

function ForUs({ options, search }: { options: SignInOptions; search: URLSearchParams }) {
  const { signIn: texts } = useTexts();
  const target = search.get('target');
  const place = targetPlace(target, texts.places);
  const ended = search.get('discovery');
  const note = ended === 'none' || ended === 'lost' ? texts.discovery[ended] : undefined;
  return (
    <Choice
      options={options}
      title={texts.title}
      lead={
        <>
          <p>
            {place ? (
              <>
                {texts.leadTo} <b>{place}</b>.
              </>
            ) : (
              texts.lead
            )}
          </p>
          {note ? (
            <Note tone="hold" role="status">
              {note}
            </Note>
          ) : null}
        </>
      }
      hrefOf={({ url }) => withTarget(url, target)}
    />
  );
}

/** Its server checked who asks; where the choice goes is decided there once more. */
function ForService(props: { options: SignInOptions; service: string; search: URLSearchParams }) {
  const { signIn: texts } = useTexts();
  const { options, service, search } = props;
  const asked = useDiscoveryRequest({
    service,
    ...(search.get('return') ? { return: search.get('return') ?? '' } : {}),
    ...(search.get('returnIDParam') ? { returnIDParam: search.get('returnIDParam') ?? '' } : {}),
  });
  if (!asked.data) {
    if (asked.error instanceof ApiError) return <ProblemPage problem={asked.error.problem} />;
    return <PageLoading />;
  }
  const { host, choice } = asked.data;
  return (
    <Choice
      options={options}
      title={texts.service.title}
      lead={
        <p>
          {texts.service.lead} <b>{host}</b>.
        </p>
      }
      hrefOf={({ id }) => `${choice}&${new URLSearchParams({ idp: id })}`}
    />
  );
}
