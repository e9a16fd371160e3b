// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/compare_view.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>

namespace signalbox::ui {

using namespace runs;

namespace {

// A mark where the row differs, its name, and per side a sign and a time.
class CompareDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CompareDelegate(const Theme &theme, RunComparison &comparison, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_comparison(comparison)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(option.direction, option.rect, box); };
        const QRect row = option.rect;
        const bool differs = m_comparison.differs(index.row());
        if (differs) {
            painter->fillRect(mirrored(QRect(row.left(), row.top() + 1, 3, row.height() - 2)), m_theme.color(Role::Warning));
        }
        const auto *compared = m_comparison.stepAt(index.row());
        const QFontMetrics caption(m_theme.font(TextStyle::Caption));
        const int side = std::min(caption.horizontalAdvance(QStringLiteral("00 min 00 s")) + size::kIcon + space::kM, row.width() * 3 / 10);
        const QRect name(row.left() + space::kL, row.top(), row.width() - 2 * side - 2 * space::kL - space::kM, row.height());
        painter->setFont(m_theme.font(compared ? TextStyle::Body : TextStyle::Strong));
        painter->setPen(m_theme.color(differs || !compared ? Role::Text : Role::TextMuted));
        painter->drawText(mirrored(name), aligned(option, Qt::AlignLeft), QFontMetrics(painter->font()).elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
        for (int at = 0; compared && at < 2; ++at) {
            const QRect place(row.right() - space::kM - (2 - at) * side, row.top(), side, row.height());
            paintSide(*painter, option, place, m_comparison.step(index.row(), RunComparison::Side(at)), *compared, mirrored);
        }
        painter->restore();
    }

private:
    static int aligned(const QStyleOptionViewItem &option, Qt::Alignment alignment)
    {
        return int(QStyle::visualAlignment(option.direction, alignment)) | Qt::AlignVCenter | Qt::TextSingleLine;
    }

    template<typename Mirrored>
    void paintSide(QPainter &painter, const QStyleOptionViewItem &option, const QRect &place, const api::StepView *step, const ComparedStep &compared, const Mirrored &mirrored) const
    {
        painter.setFont(m_theme.font(TextStyle::Caption));
        if (!step) {
            painter.setPen(m_theme.color(Role::TextFaint));
            painter.drawText(mirrored(place), aligned(option, Qt::AlignHCenter), QStringLiteral("–"));
            return;
        }
        constexpr int sign = size::kIcon - 2;
        m_theme.paintState(painter, mirrored(QRect(place.left(), place.center().y() - sign / 2 + 1, sign, sign)), stateOf(step->state));
        painter.setPen(m_theme.color(compared.differs & ComparedStep::Time ? Role::Warning : Role::TextMuted));
        const QRect text = place.adjusted(sign + space::kS, 0, -space::kS, 0);
        painter.drawText(mirrored(text), aligned(option, Qt::AlignRight), step->durationMs > 0 ? painter.fontMetrics().elidedText(durationText(step->durationMs), Qt::ElideRight, text.width()) : QString());
    }

    const Theme &m_theme;
    RunComparison &m_comparison;
};

} // namespace

CompareView::CompareView(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_comparison(new RunComparison(this))
    , m_summary(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_list(new FixedRowView)
    , m_stack(new QStackedWidget)
    , m_message(new EmptyState(theme, QStringLiteral("compare"), QString(), QString()))
    , m_split(new QSplitter(Qt::Horizontal))
    , m_values(new QSplitter(Qt::Horizontal))
    , m_only(paneAction(theme, this, QStringLiteral("filter"), tr("Only what differs")))
    , m_next(paneAction(theme, this, QStringLiteral("chevron-down"), tr("Next difference"), QKeySequence(Qt::Key_F8)))
    , m_previous(paneAction(theme, this, QStringLiteral("chevron-up"), tr("Previous difference"), QKeySequence(Qt::SHIFT | Qt::Key_F8)))
{
    setAccessibleName(tr("Two runs compared"));
    m_list->setModel(m_comparison);
    m_list->setItemDelegate(new CompareDelegate(theme, *m_comparison, this));
    m_list->setAccessibleName(tr("Input, result and steps of both runs"));
    m_only->setCheckable(true);
    auto *close = paneAction(theme, this, QStringLiteral("close"), tr("Close the comparison"), QKeySequence(Qt::Key_Escape));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kL, space::kS, space::kM, space::kS);
    head->setSpacing(space::kXs);
    head->addWidget(m_summary, 1);
    for (auto *action : {m_only, m_previous, m_next, close}) {
        head->addWidget(actionButton(action));
    }
    m_values->addWidget(makeSide(RunComparison::Left));
    m_values->addWidget(makeSide(RunComparison::Right));
    m_values->setChildrenCollapsible(false);
    m_split->addWidget(m_list);
    m_split->addWidget(m_values);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
    m_split->setChildrenCollapsible(false);
    m_list->setMinimumSize(150, 80);
    m_stack->addWidget(m_split);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);

    connect(m_only, &QAction::toggled, this, [this](bool only) {
        m_comparison->setOnlyDifferences(only);
        m_list->setCurrentIndex(m_comparison->index(0));
        showRow();
    });
    connect(m_next, &QAction::triggered, this, [this] { goToDifference(1); });
    connect(m_previous, &QAction::triggered, this, [this] { goToDifference(-1); });
    connect(close, &QAction::triggered, this, &CompareView::closed);
    connect(m_comparison, &RunComparison::changed, this, &CompareView::showRuns);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompareView::showRow);
    connect(m_list, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const auto side = m_comparison->step(index.row(), RunComparison::Right) ? RunComparison::Right : RunComparison::Left;
        if (const auto *step = m_comparison->step(index.row(), side)) {
            Q_EMIT stepRequested(fromUtf8(m_comparison->run(side)->flow), fromUtf8(step->path), fromUtf8(m_comparison->run(side)->id));
        }
    });
    const auto measure = [this] { m_list->setRowHeight(std::max(m_theme.rowHeight() - space::kS, m_theme.lineHeight(TextStyle::Body) + space::kS)); };
    connect(&theme, &Theme::changed, this, measure);
    measure();
    showRuns();
}

CompareView::~CompareView()
{
    m_list->setModel(nullptr);
}

QWidget *CompareView::makeSide(RunComparison::Side side)
{
    auto &shown = m_sides[side];
    shown.name = new ElidedLabel(m_theme, QString(), TextStyle::Strong);
    shown.badge = new Badge(m_theme, State::Idle);
    shown.facts = new ElidedLabel(m_theme, QString(), TextStyle::Small, Role::TextMuted);
    shown.stack = new QStackedWidget;
    shown.value = new JsonView(m_theme, side == RunComparison::Left ? tr("First run") : tr("Second run"));
    shown.note = new TextLabel(m_theme, QString(), TextStyle::Body, Role::TextMuted);
    shown.note->setWordWrap(true);
    shown.note->setMargin(space::kL);
    shown.note->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    shown.note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    shown.stack->addWidget(shown.value);
    shown.stack->addWidget(shown.note);
    auto *title = new QHBoxLayout;
    title->setSpacing(space::kM);
    title->addWidget(shown.name, 1);
    title->addWidget(shown.badge);
    auto *layout = new QVBoxLayout;
    layout->setContentsMargins(space::kL, space::kXs, space::kM, 0);
    layout->setSpacing(0);
    layout->addLayout(title);
    layout->addWidget(shown.facts);
    auto *widget = new QWidget;
    auto *whole = new QVBoxLayout(widget);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(space::kXs);
    whole->addLayout(layout);
    whole->addWidget(shown.stack, 1);
    widget->setMinimumSize(120, 80);
    return widget;
}

void CompareView::setClient(client::Client *client)
{
    m_comparison->setClient(client);
}

void CompareView::compare(const QString &left, const QString &right, const std::array<QString, 2> &names)
{
    m_names = names;
    m_comparison->compare(left, right);
}

void CompareView::showRuns()
{
    const bool isThere = m_comparison->run(RunComparison::Left).has_value();
    if (!isThere) {
        m_summary->setText(tr("Comparing runs"));
        m_message->setTexts(m_comparison->isReading() ? tr("Reading both runs") : m_comparison->problem().isEmpty() ? tr("No runs to compare") : tr("The runs cannot be compared"),
            m_comparison->isReading() ? QString() : m_comparison->problem());
        m_stack->setCurrentWidget(m_message);
        return;
    }
    for (int at = 0; at < 2; ++at) {
        const auto &run = *m_comparison->run(RunComparison::Side(at));
        auto &shown = m_sides[std::size_t(at)];
        shown.name->setText(m_names[std::size_t(at)]);
        shown.badge->setState(run.inDoubt.empty() ? stateOf(run.state) : State::InDoubt);
        QStringList facts{startedText(run.startedAt, m_clock.now())};
        if (isFinal(run.state)) {
            facts << durationText(run.durationMs);
        }
        facts << tr("%n step(s)", nullptr, int(run.steps));
        if (run.version > 0) {
            facts << tr("version %1").arg(run.version);
        }
        shown.facts->setText(facts.join(QStringLiteral(" · ")));
    }
    const int differing = m_comparison->differing();
    QString summary = differing == 0 ? tr("No difference") : tr("%n difference(s)", nullptr, differing);
    if (m_comparison->isCut()) {
        summary += QStringLiteral(" · ") + tr("in the first %1 steps").arg(QLocale().toString(qlonglong(RunComparison::kMostSteps)));
    }
    m_summary->setText(summary);
    m_stack->setCurrentWidget(m_split);
    arrange();
    for (auto *action : {m_next, m_previous}) {
        action->setEnabled(differing > 0);
    }
    m_list->setCurrentIndex(m_comparison->index(0));
    if (differing > 0 && !m_comparison->differs(0)) {
        goToDifference(1);
    }
    showRow();
}

void CompareView::goToDifference(int direction)
{
    const int rows = m_comparison->rowCount();
    const int from = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    for (int step = 1; step <= rows; ++step) {
        const int row = ((from + direction * step) % rows + rows) % rows;
        if (m_comparison->differs(row)) {
            m_list->setCurrentIndex(m_comparison->index(row));
            m_list->scrollTo(m_comparison->index(row));
            return;
        }
    }
}

void CompareView::showRow()
{
    const int row = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    m_comparison->readValues(row, [this](RunComparison::Values values) {
        for (int at = 0; at < 2; ++at) {
            auto &shown = m_sides[std::size_t(at)];
            auto &value = values.values[std::size_t(at)];
            if (value) {
                shown.value->setMarks(values.differ);
                shown.value->setValue(value);
                shown.stack->setCurrentWidget(shown.value);
            } else {
                const auto &note = values.notes[std::size_t(at)];
                shown.note->setText(note.isEmpty() ? tr("Nothing.") : note);
                shown.stack->setCurrentWidget(shown.note);
            }
        }
    });
}

void CompareView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CompareView::arrange()
{
    const auto wanted = width() < 620 && height() > 320 ? Qt::Vertical : Qt::Horizontal;
    if (m_split->orientation() != wanted) {
        m_split->setOrientation(wanted);
    }
}

} // namespace signalbox::ui

#include "compare_view.moc"
