// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of cards, cut to their width and shaped once for each size: of painting them, shaping takes the longest.
#pragma once

#include "ui/theme/theme.h"

#include <QFont>
#include <QGlyphRun>
#include <QHash>
#include <QList>
#include <QString>

class QPainter;

namespace signalbox::canvas {

/// Thread: the one of the window.
class CardTexts
{
public:
    /// A line of text at one size.
    struct Line
    {
        QString text; ///< as it is shown
        QList<QGlyphRun> runs;
        double ascent = 0;
        double width = 0;
    };
    struct Face
    {
        QFont font;
        double ascent = 0;
        double height = 0;
        double capHeight = 0;
    };

    explicit CardTexts(const ui::Theme &theme) : m_theme(theme) {}

    /// After a change of fonts.
    void reset();
    /// The font of a text style at a scale; sizes go in whole pixels, so that few glyphs are rasterised anew.
    QFont font(ui::TextStyle style, double scale) const;
    /// In units of the scale; the next call may end what it refers to.
    const Face &face(ui::TextStyle style, double scale);
    /// Cut with an ellipsis to `width` units at scale 1; the next call may end what it refers to.
    const Line &line(const QString &text, ui::TextStyle style, double scale, double width);
    /// From the left end of its base line, in the painter's colour.
    static void draw(QPainter &painter, QPointF at, const Line &line);
    /// The letters of the largest titles, in units at scale 1.
    static constexpr double kLargeTitle = 21;

private:
    struct Size
    {
        Face face;
        QHash<QString, Line> lines; ///< of one width
    };
    QString elided(const QString &text, ui::TextStyle style, double width);
    Size &size(ui::TextStyle style, double scale, double width);

    const ui::Theme &m_theme;
    QHash<quint64, QHash<QString, QString>> m_elided;
    QHash<quint64, Size> m_sizes;
    qsizetype m_count = 0;
};

} // namespace signalbox::canvas
