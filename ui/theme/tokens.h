// SPDX-License-Identifier: GPL-3.0-or-later
// The names of everything that decides how Signalbox looks: colour roles, families and states, type, spacing,
// radii, motion. What they stand for is in palette.cpp; who wants a value asks the Theme.
#pragma once

#include <QString>

#include <chrono>

namespace signalbox::ui {

enum class Scheme { Light, Dark };
enum class Contrast { Normal, High };

/// What a colour is for. Nothing that paints names a colour in any other way.
enum class Role {
    // Surfaces, from the back to the front.
    Canvas,       ///< behind a flow
    CanvasGrid,   ///< dots or lines of the grid
    CanvasGridStrong,
    Window,       ///< chrome: toolbar, pane titles, status bar
    Panel,        ///< inside panes
    Raised,       ///< menus, popups, cards, dialogs
    Field,        ///< inside inputs
    Hover,        ///< below the pointer, on Panel and Raised
    Pressed,
    Row,          ///< a selected row without the focus
    Shadow,       ///< with alpha
    Scrim,        ///< over what is not in reach, with alpha
    // Lines.
    Divider,      ///< between parts of a surface
    Border,       ///< around cards, at least 1.3 : 1
    ControlBorder,///< around what can be operated, at least 3 : 1
    // Text and icons.
    Text,
    TextMuted,    ///< secondary, still 4.5 : 1
    TextFaint,    ///< disabled and decorations only
    Icon,
    // The accent.
    Accent,
    AccentHover,
    AccentPressed,
    AccentSoft,   ///< a tint to stand behind text
    OnAccent,     ///< text and icons on Accent
    Link,
    Focus,        ///< the ring around what has the focus
    Match,        ///< behind text that a search found
    // Flows.
    Node,         ///< a node's body
    NodeBorder,
    NodeSelected, ///< border of a selected node
    NodeDisabled,
    Port,
    PortHover,
    Edge,
    EdgeHover,
    EdgeSelected,
    EdgeCondition,///< an edge with a condition
    EdgeError,    ///< an edge from an error port
    SelectionFill,///< rubber band, with alpha
    SelectionLine,
    Guide,        ///< alignment lines
    Frame,        ///< groups behind nodes, with alpha
    Note,         ///< sticky notes
    // Meaning of messages.
    Info,
    InfoSoft,
    Success,
    SuccessSoft,
    Warning,
    WarningSoft,
    Danger,
    DangerSoft,
    OnDanger,     ///< text on Danger
    // Code and JSON.
    SyntaxKey,
    SyntaxString,
    SyntaxNumber,
    SyntaxKeyword,
    SyntaxComment,
    SyntaxExpression,
    SyntaxBracket,
    Count
};

/// What kind of work a node does; each has a hue of its own (and an icon a type, so that hue is never alone).
enum class Family { Trigger, Logic, Data, Network, Files, Flow, Agent, Other, Count };
/// Of the catalogue's name ("logic"); Other for one that is not known.
Family familyOf(QStringView name);

/// How a step or a run stands.
enum class State { Idle, Queued, Running, Waiting, Succeeded, Failed, Skipped, InDoubt, Cancelled, Count };

/// Tells states apart without colour: the outline of the badge that stands for it.
enum class Shape {
    None,
    Dot,          ///< queued: a small ring
    Ring,         ///< running: an open ring that turns (an arc of 270° where motion is reduced)
    Hourglass,    ///< waiting
    Disc,         ///< succeeded: a filled disc with a check
    Octagon,      ///< failed: a filled octagon with a cross
    Dash,         ///< skipped: a dash in a dashed ring
    Diamond,      ///< in doubt: a diamond with a question mark
    Square        ///< cancelled: a square
};

/// How the border of a node in that state is stroked.
enum class Stroke { Solid, Dashed, Dotted, Double };

/// Text styles. The body is the system's own font and size; the others are steps from it.
enum class TextStyle { Caption, Small, Body, Strong, Title, Heading, Display, Code, CodeSmall, Count };

/// How much room controls take.
enum class Density { Comfortable, Compact };

// Distances in device-independent pixels; everything stands on a grid of 4.
namespace space {
constexpr int kHair = 1;
constexpr int kXs = 2;
constexpr int kS = 4;
constexpr int kM = 8;
constexpr int kL = 12;
constexpr int kXl = 16;
constexpr int kXxl = 24;
constexpr int kHuge = 40;
} // namespace space

namespace radius {
constexpr double kS = 4;   ///< badges, rows
constexpr double kM = 6;   ///< buttons, fields
constexpr double kL = 8;   ///< nodes, cards
constexpr double kXl = 12; ///< popups, dialogs
} // namespace radius

namespace size {
constexpr int kIcon = 16;       ///< in rows, menus and buttons
constexpr int kIconLarge = 20;  ///< in the toolbar and on nodes
constexpr int kIconHero = 40;   ///< in empty states
constexpr int kControl = 30;    ///< height of buttons and fields, comfortable
constexpr int kControlCompact = 26;
constexpr int kRow = 30;
constexpr int kRowCompact = 24;
constexpr int kTitleBar = 36;   ///< of a pane
constexpr int kToolBar = 44;
constexpr int kStatusBar = 28;
constexpr int kFocus = 2;       ///< width of the focus ring
constexpr double kStroke = 1.5; ///< of icons, edges
} // namespace size

namespace motion {
using Duration = std::chrono::milliseconds;
constexpr Duration kQuick{90};   ///< hover, press
constexpr Duration kCalm{160};   ///< popups, selection
constexpr Duration kSlow{280};   ///< layout, view changes
constexpr Duration kTurn{1200};  ///< one turn of a running ring
} // namespace motion

} // namespace signalbox::ui
