import { useEffect } from 'react';
import { useNavigate } from 'react-router';

/** Ctrl+Enter leads to the dry run, from everywhere on the page. */
export function useStudioKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      void navigate('/policy/dry-run');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
}
