import { ns } from '../../xml/namespaces';
import { childrenOf } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal } from '../saml-refusal';

const STEP = 'check-audience';

/**
 * Requires that the assertion was made for us. Each restriction must name our entityID; within one, any audience
 * will do (SAML core 2.5.1.4).
 *
 * @throws SamlRefusal `audience-missing`, `audience-mismatch`
 */
export function checkAudience(conditions: XmlElement, entityId: string): void {
  const restrictions = childrenOf(conditions, ns.saml, 'AudienceRestriction');
  if (restrictions.length === 0) throw new SamlRefusal(STEP, 'audience-missing', 'no AudienceRestriction');
  for (const restriction of restrictions) {
    const audiences = childrenOf(restriction, ns.saml, 'Audience').map(({ text }) => text.trim());
    if (!audiences.includes(entityId)) {
      throw new SamlRefusal(
        STEP,
        'audience-mismatch',
        `made for ${audiences.join(', ')}, expected ${entityId}`,
      );
    }
  }
}
