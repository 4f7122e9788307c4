import { type RefObject, useEffect, useRef, useState } from 'react';

/** A little before it comes into view, so that the picture is there when it does. */
const MARGIN = '200px';

/** Whether an element is in what one sees of the page, or nearly. */
export function useInView<E extends Element>(): { ref: RefObject<E | null>; isInView: boolean } {
  const ref = useRef<E>(null);
  // Where nobody can tell, everything is taken as seen.
  const [isInView, setIsInView] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => setIsInView(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, isInView };
}
