// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/timeline_view.h"

#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr double kStep = 1.5;
constexpr int kTickRoom = 90;
constexpr int kBarHeight = 8;
// The scroll bar counts in shares of the run.
constexpr int kWhole = 100'000;

QString tickText(double time, double span)
{
    if (time >= 60'000 || span < 1000 || time <= 0) {
        return durationText(time);
    }
    return TimelineView::tr("%1 s").arg(QLocale().toString(time / 1000, 'f', span < 10'000 ? 2 : span < 60'000 ? 1 : 0));
}

} // namespace

class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit TimelineDelegate(const TimelineView &view)
        : m_view(view)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &theme = m_view.m_theme;
        painter->save();
        QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(option.direction, option.rect, box); };
        const auto *step = m_view.m_model->stepAt(index.row());
        const State state = stateOf(step->state);
        const QRect row = option.rect;
        constexpr int side = size::kIcon - 2;
        theme.paintState(*painter, mirrored(QRect(row.left() + space::kM, row.center().y() - side / 2 + 1, side, side)), state, phase);
        const QRect name(row.left() + space::kM + side + space::kM, row.top(), m_view.labelWidth() - 3 * space::kM - side, row.height());
        painter->setFont(theme.font(TextStyle::Small));
        painter->setPen(theme.color(Role::Text));
        painter->drawText(mirrored(name), int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetrics(painter->font()).elidedText(fromUtf8(step->path), Qt::ElideMiddle, name.width()));

        const QRect box = m_view.axisBox(row);
        painter->setPen(theme.color(Role::Divider));
        for (const double time : m_view.m_axis.ticks(std::max(box.width() / kTickRoom, 1))) {
            const int x = box.left() + int(m_view.m_axis.shareOf(time) * box.width());
            const QRect line = mirrored(QRect(x, row.top(), 1, row.height()));
            painter->drawLine(line.topLeft(), line.bottomLeft());
        }
        const QRect bar = m_view.barOf(index.row());
        if (!bar.isEmpty()) {
            painter->setClipRect(mirrored(box));
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.state(state).color);
            const double round = std::min(bar.width(), kBarHeight) / 2.0;
            painter->drawRoundedRect(bar, round, round);
            paintLength(*painter, option, box, bar, *step);
        }
        painter->restore();
    }

    double phase = 0;

private:
    // Behind the bar where there is room, else before it.
    void paintLength(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box, const QRect &bar, const api::StepView &step) const
    {
        QString text = step.durationMs > 0 && isFinal(step.state) ? durationText(step.durationMs) : QString();
        if (step.attempt > 1) {
            text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + TimelineView::tr("attempt %1").arg(step.attempt);
        }
        const QFontMetrics metrics(m_view.m_theme.font(TextStyle::Caption));
        const int width = metrics.horizontalAdvance(text) + 2;
        const QRect logical = QStyle::visualRect(option.direction, option.rect, bar);
        int x = logical.right() + space::kS;
        if (x + width > box.right()) {
            x = logical.left() - space::kS - width;
        }
        if (text.isEmpty() || x < box.left()) {
            return;
        }
        painter.setFont(m_view.m_theme.font(TextStyle::Caption));
        painter.setPen(m_view.m_theme.color(Role::TextMuted));
        painter.drawText(QStyle::visualRect(option.direction, option.rect, QRect(x, option.rect.top(), width, option.rect.height())), int(Qt::AlignCenter) | Qt::TextSingleLine, text);
    }

    const TimelineView &m_view;
};

class TimelineRuler : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineRuler(TimelineView &view)
        : m_view(view)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(space::kS, 0, 0, 0);
        row->setSpacing(0);
        const auto add = [&](const char *icon, const QString &name) {
            auto *button = iconButton(view.m_theme, QString::fromLatin1(icon), name);
            row->addWidget(button);
            return button;
        };
        connect(add("zoom-in", TimelineView::tr("Zoom in (+)")), &QToolButton::clicked, &view, [&view] { view.zoom(kStep); });
        connect(add("zoom-out", TimelineView::tr("Zoom out (-)")), &QToolButton::clicked, &view, [&view] { view.zoom(1 / kStep); });
        connect(add("fit", TimelineView::tr("Show the whole run (0)")), &QToolButton::clicked, &view, &TimelineView::showWhole);
        row->addStretch(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const auto &theme = m_view.m_theme;
        painter.setPen(theme.color(Role::Divider));
        painter.drawLine(0, height() - 1, width(), height() - 1);
        const QRect box = m_view.axisBox(rect());
        painter.setFont(theme.font(TextStyle::Caption));
        const QFontMetrics metrics(painter.font());
        for (const double time : m_view.m_axis.ticks(std::max(box.width() / kTickRoom, 1))) {
            const int x = box.left() + int(m_view.m_axis.shareOf(time) * box.width());
            const QString text = tickText(time, m_view.m_axis.span());
            const QRect line = QStyle::visualRect(layoutDirection(), rect(), QRect(x, height() - 6, 1, 5));
            painter.setPen(theme.color(Role::ControlBorder));
            painter.drawLine(line.topLeft(), line.bottomLeft());
            const QRect place(x + space::kXs, 0, metrics.horizontalAdvance(text) + 2, height() - space::kXs);
            if (place.right() <= box.right()) {
                painter.setPen(theme.color(Role::TextMuted));
                painter.drawText(QStyle::visualRect(layoutDirection(), rect(), place), int(Qt::AlignCenter) | Qt::TextSingleLine, text);
            }
        }
    }

private:
    TimelineView &m_view;
};

TimelineView::TimelineView(const Theme &theme, StepsModel &steps, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new TimelineModel(steps, this))
    , m_ruler(new TimelineRuler(*this))
    , m_list(new FixedRowView)
    , m_delegate(new TimelineDelegate(*this))
    , m_bar(new QScrollBar(Qt::Horizontal))
{
    m_delegate->setParent(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setAccessibleName(tr("Steps by time"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_bar->setAccessibleName(tr("Part of the run's time"));
    m_bar->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_ruler);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_bar);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { Q_EMIT stepChosen(step()); });
    connect(m_list, &QAbstractItemView::activated, this, &TimelineView::activated);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &point) { Q_EMIT menuRequested(m_list->viewport()->mapToGlobal(point)); });
    connect(m_bar, &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isMoving) {
            m_axis.show(double(value) / kWhole * m_axis.length(), m_axis.span());
            moved();
        }
    });
    connect(&steps, &QAbstractItemModel::dataChanged, m_list->viewport(), [this] { m_list->viewport()->update(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &TimelineView::showWhole);
    connect(&theme, &Theme::changed, this, &TimelineView::dress);
    dress();
}

TimelineView::~TimelineView()
{
    m_list->removeEventFilter(this);
    m_list->viewport()->removeEventFilter(this);
    m_list->setModel(nullptr);
}

void TimelineView::dress()
{
    m_list->setRowHeight(std::max(m_theme.rowHeight() - space::kM, m_theme.lineHeight(TextStyle::Small) + space::kS));
    m_ruler->setFixedHeight(std::max(m_theme.lineHeight(TextStyle::Caption) + space::kM, size::kControlCompact));
    update();
}

void TimelineView::sync()
{
    m_model->sync();
    if (m_model->steps().span() != m_axis.length()) {
        m_axis.setLength(m_model->steps().span());
        moved();
    }
}

void TimelineView::setPhase(double phase)
{
    m_delegate->phase = phase;
    if (isVisible()) {
        m_list->viewport()->update();
    }
}

void TimelineView::setStep(std::int64_t seq)
{
    const int row = m_model->rowOf(seq);
    if (row < 0) {
        m_list->setCurrentIndex({});
    } else if (m_list->currentIndex().row() != row) {
        m_list->setCurrentIndex(m_model->index(row));
        m_list->scrollTo(m_model->index(row));
    }
}

std::int64_t TimelineView::step() const
{
    const auto *step = m_model->stepAt(m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1);
    return step ? step->seq : 0;
}

int TimelineView::labelWidth() const
{
    return std::clamp(m_list->viewport()->width() * 3 / 10, 90, 240);
}

QRect TimelineView::axisBox(const QRect &row) const
{
    const int left = labelWidth();
    return QRect(row.left() + left, row.top(), std::max(m_list->viewport()->width() - left - space::kM, 1), row.height());
}

QRect TimelineView::barOf(int row) const
{
    const double begin = m_model->beginOf(row);
    const QRect line = m_list->visualRect(m_model->index(row));
    const QRect box = axisBox(line);
    if (begin < 0 || line.isEmpty()) {
        return {};
    }
    const double left = m_axis.shareOf(begin) * box.width();
    const double right = m_axis.shareOf(begin + m_model->lengthOf(row)) * box.width();
    if (right < -1 || left > box.width() + 1) {
        return {};
    }
    // What is very short can still be seen; what goes on beyond what is seen has no round end there.
    const int x = box.left() + int(std::clamp(left, -20.0, box.width() - 3.0));
    const int width = std::max(int(std::clamp(right, 0.0, box.width() + 20.0) - std::max(left, -20.0)), 3);
    return QStyle::visualRect(layoutDirection(), line, QRect(x, line.center().y() - kBarHeight / 2 + 1, width, kBarHeight));
}

double TimelineView::timeAt(int x) const
{
    const QRect line(0, 0, m_list->viewport()->width(), 1);
    const QRect box = axisBox(line);
    const int logical = layoutDirection() == Qt::RightToLeft ? line.width() - 1 - x : x;
    return m_axis.timeAt(std::clamp(double(logical - box.left()) / box.width(), 0.0, 1.0));
}

void TimelineView::moved()
{
    m_isMoving = true;
    m_bar->setVisible(!m_axis.isWhole());
    m_bar->setPageStep(std::max(int(m_axis.span() / m_axis.length() * kWhole), 1));
    m_bar->setSingleStep(std::max(m_bar->pageStep() / 10, 1));
    m_bar->setRange(0, kWhole - m_bar->pageStep());
    m_bar->setValue(int(m_axis.from() / m_axis.length() * kWhole));
    m_isMoving = false;
    m_ruler->update();
    m_list->viewport()->update();
}

// Around the chosen step where it is seen, else around the middle.
void TimelineView::zoom(double factor)
{
    const int row = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    const double begin = m_model->beginOf(row);
    const double middle = m_axis.timeAt(0.5);
    const double at = begin < 0 ? middle : begin + m_model->lengthOf(row) / 2;
    m_axis.zoom(factor, m_axis.shareOf(at) >= 0 && m_axis.shareOf(at) <= 1 ? at : middle);
    moved();
}

void TimelineView::zoomToStep()
{
    const int row = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    const double begin = m_model->beginOf(row);
    if (begin >= 0) {
        const double length = std::max(m_model->lengthOf(row), m_axis.length() / 10'000);
        m_axis.show(begin - length * 0.2, length * 1.4);
        moved();
    }
}

void TimelineView::showWhole()
{
    m_axis.showWhole();
    moved();
}

bool TimelineView::keyPressed(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        return false;
    }
    const double forward = layoutDirection() == Qt::RightToLeft ? -0.1 : 0.1;
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(kStep); return true;
    case Qt::Key_Minus: zoom(1 / kStep); return true;
    case Qt::Key_0: showWhole(); return true;
    case Qt::Key_F: zoomToStep(); return true;
    case Qt::Key_Left: m_axis.pan(-forward * m_axis.span()); break;
    case Qt::Key_Right: m_axis.pan(forward * m_axis.span()); break;
    default: return false;
    }
    moved();
    return true;
}

bool TimelineView::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_list && keyPressed(key->key(), key->modifiers())) {
            return true;
        }
        break;
    }
    case QEvent::Wheel: {
        const auto *wheel = static_cast<QWheelEvent *>(event);
        const QPoint turned = wheel->angleDelta();
        if (wheel->modifiers() & Qt::ControlModifier) {
            m_axis.zoom(std::pow(kStep, turned.y() / 120.0), timeAt(int(wheel->position().x())));
            moved();
            return true;
        }
        const int aside = turned.x() != 0 ? turned.x() : wheel->modifiers() & Qt::ShiftModifier ? turned.y() : 0;
        if (aside != 0) {
            m_axis.pan(-aside / 1200.0 * m_axis.span() * (layoutDirection() == Qt::RightToLeft ? -1 : 1));
            moved();
            return true;
        }
        break;
    }
    case QEvent::MouseButtonPress: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (watched == m_list->viewport() && mouse->button() == Qt::MiddleButton) {
            m_draggedFrom = int(mouse->position().x());
            m_dragBegan = m_axis.from();
            return true;
        }
        break;
    }
    case QEvent::MouseMove:
        if (watched == m_list->viewport() && m_draggedFrom >= 0) {
            const double by = double(static_cast<QMouseEvent *>(event)->position().x() - m_draggedFrom) / axisBox(rect()).width();
            m_axis.show(m_dragBegan - by * m_axis.span() * (layoutDirection() == Qt::RightToLeft ? -1 : 1), m_axis.span());
            moved();
            return true;
        }
        break;
    case QEvent::MouseButtonRelease:
        if (std::exchange(m_draggedFrom, -1) >= 0) {
            return true;
        }
        break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_ruler->update();
}

} // namespace signalbox::ui

#include "timeline_view.moc"
