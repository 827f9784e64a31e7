import {
  Activity,
  Bell,
  Boxes,
  Building2,
  ChartColumn,
  CircleUser,
  LayoutDashboard,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
  Server,
  SlidersHorizontal,
} from "lucide-react";

export interface NavItem {
  /** Its name in the messages: `shell.nav.*`, and other words that find it: `shell.palette.keywords.*`. */
  id:
    | "overview"
    | "teams"
    | "usage"
    | "alerts"
    | "models"
    | "operations"
    | "audit"
    | "sandbox"
    | "account"
    | "providers"
    | "defaults";
  href: string;
  icon: LucideIcon;
  /** Pressed after "g" it opens the page. */
  letter?: string;
  operatorOnly?: boolean;
  /** Left out of the sidebar: the page stands elsewhere in it, or in the user's menu. */
  paletteOnly?: boolean;
}

const navItems: readonly NavItem[] = [
  { id: "overview", href: "/", icon: LayoutDashboard, letter: "o" },
  { id: "teams", href: "/teams", icon: Building2, letter: "t" },
  { id: "usage", href: "/usage", icon: ChartColumn, letter: "u" },
  { id: "alerts", href: "/alerts", icon: Bell, letter: "a" },
  { id: "models", href: "/models", icon: Boxes, letter: "m", operatorOnly: true },
  { id: "operations", href: "/operations", icon: Activity, letter: "p", operatorOnly: true },
  { id: "audit", href: "/audit", icon: ScrollText, letter: "h" },
  { id: "sandbox", href: "/sandbox", icon: MessagesSquare, letter: "s" },
  { id: "providers", href: "/models/providers", icon: Server, operatorOnly: true, paletteOnly: true },
  { id: "defaults", href: "/models/defaults", icon: SlidersHorizontal, operatorOnly: true, paletteOnly: true },
  { id: "account", href: "/account", icon: CircleUser, letter: "y", paletteOnly: true },
];

/** Every page outside of a team. Hides what the viewer can't open; the pages check for themselves. */
export function navItemsFor({ isOperator }: { isOperator: boolean }): readonly NavItem[] {
  return navItems.filter((item) => isOperator || !item.operatorOnly);
}
