// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/card_texts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr double kSlack = 0.98; ///< fonts come in whole pixels, so a line may be wider than measured
constexpr qsizetype kMostLines = 6000;

double unitsOf(ui::TextStyle style)
{
    switch (style) {
    case ui::TextStyle::Title: return CardTexts::kLargeTitle;
    case ui::TextStyle::Strong:
    case ui::TextStyle::Body: return 13;
    case ui::TextStyle::Small: return 11.5;
    default: return 11;
    }
}

int pixelsOf(ui::TextStyle style, double scale)
{
    return std::max(1, static_cast<int>(unitsOf(style) * scale + 0.3));
}

} // namespace

void CardTexts::reset()
{
    m_elided.clear();
    m_sizes.clear();
    m_count = 0;
}

QFont CardTexts::font(ui::TextStyle style, double scale) const
{
    QFont font = m_theme.font(style);
    font.setPixelSize(pixelsOf(style, scale));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

CardTexts::Size &CardTexts::size(ui::TextStyle style, double scale, double width)
{
    const quint64 key = (static_cast<quint64>(style) << 48) | (static_cast<quint64>(pixelsOf(style, scale)) << 24) | static_cast<quint64>(width * 4);
    const auto found = m_sizes.find(key);
    if (found != m_sizes.end()) {
        return *found;
    }
    Size made;
    made.face.font = font(style, scale);
    const QFontMetricsF metrics(made.face.font);
    made.face.ascent = metrics.ascent();
    made.face.height = metrics.height();
    made.face.capHeight = metrics.capHeight();
    return *m_sizes.insert(key, made);
}

const CardTexts::Face &CardTexts::face(ui::TextStyle style, double scale)
{
    return size(style, scale, 0).face;
}

const CardTexts::Line &CardTexts::line(const QString &text, ui::TextStyle style, double scale, double width)
{
    if (m_count > kMostLines) {
        m_sizes.clear();
        m_count = 0;
    }
    auto &kept = size(style, scale, width);
    const auto found = kept.lines.constFind(text);
    if (found != kept.lines.cend()) {
        return *found;
    }
    Line line;
    line.text = elided(text, style, width);
    QTextLayout layout(line.text, kept.face.font);
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine only = layout.createLine();
    layout.endLayout();
    if (only.isValid()) {
        line.runs = only.glyphRuns();
        line.ascent = only.ascent();
        line.width = only.naturalTextWidth();
    }
    ++m_count;
    return *kept.lines.insert(text, line);
}

QString CardTexts::elided(const QString &text, ui::TextStyle style, double width)
{
    auto &kept = m_elided[(static_cast<quint64>(style) << 48) | static_cast<quint64>(width * 4)];
    if (const auto found = kept.constFind(text); found != kept.cend()) {
        return *found;
    }
    if (kept.size() > kMostLines) {
        kept.clear();
    }
    // At one size for all scales, so that a text does not change with them.
    return *kept.insert(text, QFontMetricsF(font(style, 1)).elidedText(text, Qt::ElideRight, width * kSlack));
}

void CardTexts::draw(QPainter &painter, QPointF at, const Line &line)
{
    for (const auto &run : line.runs) {
        painter.drawGlyphRun(at - QPointF(0, line.ascent), run);
    }
}

} // namespace signalbox::canvas
