"use client";

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { cn } from "#components/ui/cn.ts";

export interface SortableItem {
  id: string;
  /** Read out, and named by the handle. */
  name: string;
}

export interface SortableListProps<T extends SortableItem> {
  label: string;
  items: readonly T[];
  onReorder: (ids: string[]) => void;
  /** What stands beside the handle. */
  children: (item: T, place: number) => ReactNode;
  rowClassName?: string;
}

const onlyUpAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** A list whose rows are dragged by their handles, or moved by keyboard: Space, arrows, Space. */
export function SortableList<T extends SortableItem>({ label, items, onReorder, ...row }: SortableListProps<T>) {
  const t = useTranslations("models.sort");
  const contextId = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = items.map(({ id }) => id);
  const said = (id: unknown, over: unknown = id) => ({
    name: items.find((item) => item.id === id)?.name ?? "",
    place: ids.indexOf(String(over)) + 1,
    count: items.length,
  });
  // A row that is picked up is at once over itself: that says nothing new, and would cut the first words off.
  const lastOver = useRef<unknown>(null);
  const announcements: Announcements = {
    onDragStart({ active }) {
      lastOver.current = active.id;
      return t("picked", said(active.id));
    },
    onDragOver({ active, over }) {
      if (!over || over.id === lastOver.current) return undefined;
      lastOver.current = over.id;
      return t("over", said(active.id, over.id));
    },
    onDragEnd: ({ active, over }) => t("dropped", said(active.id, over?.id ?? active.id)),
    onDragCancel: ({ active }) => t("cancelled", said(active.id)),
  };

  function drop({ active, over }: DragEndEvent) {
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over?.id))];
    if (to !== -1 && from !== to) onReorder(arrayMove(ids, from, to));
  }

  return (
    <DndContext
      id={contextId}
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[onlyUpAndDown]}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("instructions") } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol aria-label={label} className="divide-y divide-line">
          {items.map((item, index) => (
            <Row key={item.id} item={item} className={row.rowClassName} fixed={items.length < 2}>
              {row.children(item, index + 1)}
            </Row>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function Row(props: { item: SortableItem; fixed: boolean; className?: string; children: ReactNode }) {
  const { item, fixed } = props;
  const t = useTranslations("models.sort");
  const sortable = useSortable({ id: item.id, disabled: fixed });
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = sortable;
  return (
    <li
      ref={setNodeRef}
      // A style attribute, which the policy in proxy.ts lets through; dnd-kit adds no stylesheet.
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={cn(
        "relative flex items-center gap-2 bg-surface py-2.5 ps-2 pe-4",
        isDragging && "z-10 rounded-md bg-raised shadow-pop",
        props.className,
      )}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        {...attributes}
        {...listeners}
        onKeyDown={isDragging ? handToSensor : (event) => listeners?.onKeyDown?.(event)}
        aria-label={t("handle", { name: item.name })}
        className={cn(
          "grid h-8 w-6 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-ink-subtle hover:bg-hover hover:text-ink active:cursor-grabbing",
          fixed && "invisible",
        )}
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      {props.children}
    </li>
  );
}

/**
 * While a row is on its way its keys are dnd-kit's alone, which listens at the document and goes by their codes. A dialog
 * around the list would keep the arrows from getting there, and close on Escape.
 */
function handToSensor(event: KeyboardEvent<HTMLButtonElement>) {
  event.preventDefault();
  event.stopPropagation();
  document.dispatchEvent(new window.KeyboardEvent("keydown", { code: event.code, cancelable: true }));
}
