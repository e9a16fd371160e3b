// SPDX-License-Identifier: GPL-3.0-or-later
// The values behind the tokens, now: colours, fonts, icons, motion. One Theme an application, handed to whatever
// paints; it says when everything has to be painted anew.
#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QPixmap>

#include <array>
#include <memory>

class QPainter;

namespace signalbox::ui {

/// How everything looks, as a whole.
struct Look
{
    Scheme scheme = Scheme::Light;
    Contrast contrast = Contrast::Normal;
    bool reducedMotion = false;
    bool operator==(const Look &) const = default;
};

/// What a person chose; System follows the desktop live.
struct LookChoice
{
    enum class SchemeChoice { System, Light, Dark } scheme = SchemeChoice::System;
    enum class Choice { System, Off, On } highContrast = Choice::System;
    Choice reducedMotion = Choice::System;
    Density density = Density::Comfortable;
    double textScale = 1.0; ///< 0.8 to 2
    bool operator==(const LookChoice &) const = default;
};

/// A strong colour and the tint that can stand behind it.
struct Tint
{
    QColor color;
    QColor soft;
};

/// How a state is shown: never by colour alone.
struct StateLook
{
    QColor color;
    QColor soft;
    Shape shape = Shape::None;
    Stroke stroke = Stroke::Solid;
};

/// Thread: the GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    const Look &look() const { return m_look; }
    bool isDark() const { return m_look.scheme == Scheme::Dark; }
    const LookChoice &choice() const { return m_choice; }
    void setChoice(const LookChoice &choice);
    /// What the desktop says; taken where the choice says System.
    void setSystemLook(const Look &look);
    const Look &systemLook() const { return m_system; }
    /// The font that the desktop uses; the text styles are steps from it.
    void setSystemFont(const QFont &font);

    QColor color(Role role) const { return m_colors[static_cast<std::size_t>(role)]; }
    /// `share` of `over` on `under`, opaque where both are.
    QColor mixed(Role under, Role over, double share) const;
    const Tint &tint(Family family) const { return m_families[static_cast<std::size_t>(family)]; }
    const StateLook &state(State state) const { return m_states[static_cast<std::size_t>(state)]; }

    const QFont &font(TextStyle style) const { return m_fonts[static_cast<std::size_t>(style)]; }
    /// Height of a line of that style in device-independent pixels.
    int lineHeight(TextStyle style) const;

    Density density() const { return m_choice.density; }
    int controlHeight() const;
    int rowHeight() const;
    /// How long something may move: 0 where motion is reduced.
    motion::Duration duration(motion::Duration token) const;

    /// For QStyle and whatever reads palettes.
    QPalette palette() const;

    /// An icon of the set (resources/icons), which takes its colour from the theme each time it is painted. It is
    /// mirrored in right-to-left layouts where its name says so ("-forward", "-back", …).
    QIcon icon(const QString &name, Role role = Role::Icon) const;
    QIcon icon(const QString &name, Family family) const;
    QIcon icon(const QString &name, State state) const;
    /// A picture of an icon for painters that keep sprites. `side` in device-independent pixels.
    QPixmap pixmap(const QString &name, double side, double pixelRatio, const QColor &color) const;
    bool hasIcon(const QString &name) const;

    /// The badge of a state within `box` (square). `phase` 0…1 turns the ring of State::Running.
    void paintState(QPainter &painter, const QRectF &box, State state, double phase = 0) const;

Q_SIGNALS:
    /// Colours, fonts or metrics are others now.
    void changed();

private:
    void recompute();
    void computeFonts();

    LookChoice m_choice;
    Look m_system;
    Look m_look;
    QFont m_systemFont;
    std::array<QColor, static_cast<std::size_t>(Role::Count)> m_colors;
    std::array<Tint, static_cast<std::size_t>(Family::Count)> m_families;
    std::array<StateLook, static_cast<std::size_t>(State::Count)> m_states;
    std::array<QFont, static_cast<std::size_t>(TextStyle::Count)> m_fonts;
};

/// Words for people and for accessible names ("Succeeded").
QString stateText(State state);

} // namespace signalbox::ui
