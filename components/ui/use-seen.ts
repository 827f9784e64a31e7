import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Whether the element has come near the visible part of the page; once it has, it stays so. What is costly to draw can wait
 * for it.
 * @param margin how near, in pixels
 */
export function useSeen<T extends Element>(margin = 300): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: `${margin}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [margin, seen]);
  return [ref, seen];
}
