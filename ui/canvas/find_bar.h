// SPDX-License-Identifier: GPL-3.0-or-later
// Finding nodes of the flow by name, type or settings, or by what they gave in a run, and walking through what was found.
// What is in the graph that is seen is shown at once; what is in others of the document (bodies, flows of the file, the flow
// around) is gone to when somebody asks for it.
#pragma once

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_elsewhere.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;
class QToolButton;

namespace signalbox::ui {
class ElidedLabel;
}

namespace signalbox::canvas {

/// A node that gave what was looked for.
struct DataHit
{
    std::string node;
    QString excerpt; ///< around the first place
};

/// Thread: the one of the window.
class FindBar : public QFrame
{
    Q_OBJECT
public:
    explicit FindBar(CanvasView &view, QWidget *parent = nullptr);

    void open();
    void closeBar();
    QLineEdit *input() const { return m_input; }
    QString countText() const;
    /// Where the node that is shown holds what was looked for, if that is in its data; in which graph the one is that Enter
    /// goes to; else empty.
    QString whereText() const;

    /// What was found in data; `text` is what was asked for, and counts only while it still stands here.
    enum class Extent { All, Part };
    void setDataHits(const QString &text, std::vector<DataHit> hits, Extent extent);

Q_SIGNALS:
    void closed();
    /// Somebody has stopped typing: data may be looked through for it. Empty: nothing is looked for any longer.
    void dataWanted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void search();
    void lookElsewhere();
    bool isSeen(const GraphHit &hit) const;
    void markSeen();
    void goTo(std::size_t at);
    void step(int by);
    void told();

    CanvasView &m_view;
    QLineEdit *m_input;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    ui::ElidedLabel *m_where;
    QTimer m_pause;
    std::vector<GraphHit> m_hits; ///< of the graph that is seen, then those of data alone, then those of other graphs
    bool m_isThere = true;        ///< what m_at says is shown; a hit in another graph is gone to when somebody asks for it
    std::vector<DataHit> m_data;
    Extent m_extent = Extent::All;
    std::size_t m_at = 0;
};

} // namespace signalbox::canvas
