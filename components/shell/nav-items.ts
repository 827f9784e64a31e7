import {
  Boxes,
  Building2,
  ChartColumn,
  LayoutDashboard,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
} from "lucide-react";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  operatorOnly?: boolean;
  /** Other words that find it in the command palette. */
  keywords?: string;
}

const navItems: readonly NavItem[] = [
  { href: "/", label: "Overview", icon: LayoutDashboard, keywords: "home dashboard" },
  { href: "/teams", label: "Teams", icon: Building2, keywords: "tenants platforms" },
  { href: "/models", label: "Models & providers", icon: Boxes, operatorOnly: true, keywords: "prices llm" },
  { href: "/usage", label: "Usage", icon: ChartColumn, keywords: "cost tokens spend" },
  { href: "/audit", label: "Audit", icon: ScrollText, keywords: "log history changes" },
  { href: "/sandbox", label: "Sandbox", icon: MessagesSquare, keywords: "chat test bot preview" },
];

/** Hides what the viewer can't open; the pages check for themselves. */
export function navItemsFor({ isOperator }: { isOperator: boolean }) {
  return navItems.filter((item) => isOperator || !item.operatorOnly);
}
