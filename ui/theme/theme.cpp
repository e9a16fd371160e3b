// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/icons_p.h"
#include "ui/theme/palette_p.h"

#include <QCoreApplication>
#include <QFontInfo>
#include <QFontMetrics>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace signalbox::ui {

namespace {

constexpr double kSmallestScale = 0.8;
constexpr double kLargestScale = 2.0;

struct StateForm
{
    Shape shape;
    Stroke stroke;
};

StateForm formOf(State state)
{
    switch (state) {
    case State::Idle: return {Shape::None, Stroke::Solid};
    case State::Queued: return {Shape::Dot, Stroke::Solid};
    case State::Running: return {Shape::Ring, Stroke::Solid};
    case State::Waiting: return {Shape::Hourglass, Stroke::Dashed};
    case State::Succeeded: return {Shape::Disc, Stroke::Solid};
    case State::Failed: return {Shape::Octagon, Stroke::Double};
    case State::Skipped: return {Shape::Dash, Stroke::Dotted};
    case State::InDoubt: return {Shape::Diamond, Stroke::Dashed};
    case State::Cancelled: return {Shape::Square, Stroke::Dotted};
    case State::Count: break;
    }
    return {Shape::None, Stroke::Solid};
}

bool isGeneric(const QString &family)
{
    static const QStringList generic = {QStringLiteral("sans serif"), QStringLiteral("sans"), QStringLiteral("sans-serif"), QString()};
    return generic.contains(family.toLower());
}

} // namespace

Family familyOf(QStringView name)
{
    static const std::array<std::pair<QStringView, Family>, 7> names = {{{u"trigger", Family::Trigger},
                                                                         {u"logic", Family::Logic},
                                                                         {u"data", Family::Data},
                                                                         {u"network", Family::Network},
                                                                         {u"files", Family::Files},
                                                                         {u"flow", Family::Flow},
                                                                         {u"agent", Family::Agent}}};
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto &entry) { return entry.first == name; });
    return found == names.end() ? Family::Other : found->second;
}

QString stateText(State state)
{
    switch (state) {
    case State::Idle: return QCoreApplication::translate("State", "Not run");
    case State::Queued: return QCoreApplication::translate("State", "Queued");
    case State::Running: return QCoreApplication::translate("State", "Running");
    case State::Waiting: return QCoreApplication::translate("State", "Waiting");
    case State::Succeeded: return QCoreApplication::translate("State", "Succeeded");
    case State::Failed: return QCoreApplication::translate("State", "Failed");
    case State::Skipped: return QCoreApplication::translate("State", "Skipped");
    case State::InDoubt: return QCoreApplication::translate("State", "In doubt");
    case State::Cancelled: return QCoreApplication::translate("State", "Cancelled");
    case State::Count: break;
    }
    return {};
}

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemFont(QGuiApplication::font())
{
    recompute();
    computeFonts();
}

Theme::~Theme() = default;

void Theme::setChoice(const LookChoice &choice)
{
    if (choice == m_choice) {
        return;
    }
    m_choice = choice;
    m_choice.textScale = std::clamp(choice.textScale, kSmallestScale, kLargestScale);
    recompute();
    computeFonts();
    Q_EMIT changed();
}

void Theme::setSystemLook(const Look &look)
{
    m_system = look;
    const Look before = m_look;
    recompute();
    if (m_look != before) {
        Q_EMIT changed();
    }
}

void Theme::setSystemFont(const QFont &font)
{
    if (font == m_systemFont) {
        return;
    }
    m_systemFont = font;
    computeFonts();
    Q_EMIT changed();
}

void Theme::recompute()
{
    const auto pick = [](LookChoice::Choice choice, bool system) {
        return choice == LookChoice::Choice::System ? system : choice == LookChoice::Choice::On;
    };
    m_look.scheme = m_choice.scheme == LookChoice::SchemeChoice::System  ? m_system.scheme
                    : m_choice.scheme == LookChoice::SchemeChoice::Light ? Scheme::Light
                                                                         : Scheme::Dark;
    m_look.contrast = pick(m_choice.highContrast, m_system.contrast == Contrast::High) ? Contrast::High : Contrast::Normal;
    m_look.reducedMotion = pick(m_choice.reducedMotion, m_system.reducedMotion);

    for (std::size_t i = 0; i < m_colors.size(); ++i) {
        m_colors[i] = QColor::fromRgba(palette::role(static_cast<Role>(i), m_look.scheme, m_look.contrast));
    }
    for (std::size_t i = 0; i < m_families.size(); ++i) {
        const auto rgb = palette::family(static_cast<Family>(i), m_look.scheme, m_look.contrast);
        m_families[i] = {QColor(rgb.color), QColor(rgb.soft)};
    }
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        const auto state = static_cast<State>(i);
        const auto rgb = palette::state(state, m_look.scheme, m_look.contrast);
        const auto form = formOf(state);
        m_states[i] = {QColor(rgb.color), QColor(rgb.soft), form.shape, form.stroke};
    }
}

void Theme::computeFonts()
{
    QFont body = m_systemFont;
    if (isGeneric(body.family())) {
        body.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Cantarell"), QStringLiteral("Segoe UI"),
                          QStringLiteral("Helvetica Neue"), QStringLiteral("DejaVu Sans")});
    }
    // Pixels, so that every step of the scale lands on whole ones.
    const double system = QFontInfo(m_systemFont).pixelSize();
    const double base = std::clamp(system > 0 ? system : 13.0, 12.0, 24.0) * m_choice.textScale;
    QFont code = body;
    code.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Cascadia Mono"), QStringLiteral("SF Mono"), QStringLiteral("Noto Sans Mono"),
                      QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    code.setStyleHint(QFont::Monospace);
    code.setFixedPitch(true);
    const auto step = [base](QFont font, double factor, QFont::Weight weight) {
        font.setPixelSize(std::max(9, int(std::lround(base * factor))));
        font.setWeight(weight);
        return font;
    };
    const auto at = [this](TextStyle style) -> QFont & { return m_fonts[static_cast<std::size_t>(style)]; };
    at(TextStyle::Caption) = step(body, 0.85, QFont::Medium);
    at(TextStyle::Small) = step(body, 0.92, QFont::Normal);
    at(TextStyle::Body) = step(body, 1.0, QFont::Normal);
    at(TextStyle::Strong) = step(body, 1.0, QFont::DemiBold);
    at(TextStyle::Title) = step(body, 1.15, QFont::DemiBold);
    at(TextStyle::Heading) = step(body, 1.54, QFont::DemiBold);
    at(TextStyle::Display) = step(body, 2.15, QFont::DemiBold);
    at(TextStyle::Code) = step(code, 0.96, QFont::Normal);
    at(TextStyle::CodeSmall) = step(code, 0.88, QFont::Normal);
}

QColor Theme::mixed(Role under, Role over, double share) const
{
    const QColor a = color(under);
    const QColor b = color(over);
    const auto part = [share](int from, int to) { return int(std::lround(from + (to - from) * share)); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()), part(a.alpha(), b.alpha()));
}

int Theme::lineHeight(TextStyle style) const
{
    return QFontMetrics(font(style)).height();
}

int Theme::controlHeight() const
{
    const bool compact = density() == Density::Compact;
    return std::max(compact ? size::kControlCompact : size::kControl, lineHeight(TextStyle::Body) + (compact ? space::kM : space::kL));
}

int Theme::rowHeight() const
{
    const bool compact = density() == Density::Compact;
    return std::max(compact ? size::kRowCompact : size::kRow, lineHeight(TextStyle::Body) + (compact ? space::kS : space::kL));
}

motion::Duration Theme::duration(motion::Duration token) const
{
    return m_look.reducedMotion ? motion::Duration(0) : token;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto both = [&](QPalette::ColorRole role, Role normal, Role disabled) {
        palette.setColor(QPalette::Active, role, color(normal));
        palette.setColor(QPalette::Inactive, role, color(normal));
        palette.setColor(QPalette::Disabled, role, color(disabled));
    };
    both(QPalette::Window, Role::Window, Role::Window);
    both(QPalette::WindowText, Role::Text, Role::TextFaint);
    both(QPalette::Base, Role::Panel, Role::Panel);
    both(QPalette::AlternateBase, Role::Hover, Role::Hover);
    both(QPalette::Text, Role::Text, Role::TextFaint);
    both(QPalette::PlaceholderText, Role::TextMuted, Role::TextFaint);
    both(QPalette::Button, Role::Raised, Role::Window);
    both(QPalette::ButtonText, Role::Text, Role::TextFaint);
    both(QPalette::BrightText, Role::OnAccent, Role::TextFaint);
    both(QPalette::ToolTipBase, Role::Raised, Role::Raised);
    both(QPalette::ToolTipText, Role::Text, Role::TextFaint);
    both(QPalette::Highlight, Role::Accent, Role::Row);
    both(QPalette::HighlightedText, Role::OnAccent, Role::TextFaint);
    both(QPalette::Link, Role::Link, Role::TextFaint);
    both(QPalette::LinkVisited, Role::Link, Role::TextFaint);
    both(QPalette::Light, Role::Panel, Role::Panel);
    both(QPalette::Midlight, Role::Hover, Role::Hover);
    both(QPalette::Mid, Role::Border, Role::Divider);
    both(QPalette::Dark, Role::ControlBorder, Role::Border);
    both(QPalette::Shadow, Role::Shadow, Role::Shadow);
    return palette;
}

QIcon Theme::icon(const QString &name, Role role) const
{
    return icons::make(name, [this, role](QIcon::Mode mode) {
        return color(mode == QIcon::Disabled ? Role::TextFaint : role);
    });
}

QIcon Theme::icon(const QString &name, Family family) const
{
    return icons::make(name, [this, family](QIcon::Mode mode) {
        return mode == QIcon::Disabled ? color(Role::TextFaint) : tint(family).color;
    });
}

QIcon Theme::icon(const QString &name, State state) const
{
    return icons::make(name, [this, state](QIcon::Mode mode) {
        return mode == QIcon::Disabled ? color(Role::TextFaint) : this->state(state).color;
    });
}

QPixmap Theme::pixmap(const QString &name, double side, double pixelRatio, const QColor &color) const
{
    return icons::render(name, side, pixelRatio, color);
}

bool Theme::hasIcon(const QString &name) const
{
    return icons::exists(name);
}

} // namespace signalbox::ui
