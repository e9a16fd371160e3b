// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_delegates.h"

#include "ui/runs/runs_model.h"
#include "ui/runs/steps_model.h"
#include "ui/widgets/run_text.h"

#include <QApplication>
#include <QPainter>

namespace signalbox::ui {

using namespace runs;

namespace {

void paintGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
}

int leading(Qt::LayoutDirection direction)
{
    return int(QStyle::visualAlignment(direction, Qt::AlignLeft)) | Qt::AlignVCenter | Qt::TextSingleLine;
}

} // namespace

RunDelegate::RunDelegate(const Theme &theme, const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
{
}

int RunDelegate::rowHeight() const
{
    return m_theme.lineHeight(TextStyle::Body) + m_theme.lineHeight(TextStyle::Small) + space::kL;
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return QSize(120, rowHeight());
}

void RunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const RunsModel *>(index.model());
    const auto *run = model->entryAt(index.row());
    if (!run) {
        return;
    }
    painter->save();
    paintGround(*painter, option);
    const auto direction = option.direction;
    const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(direction, option.rect, box); };
    QRect rest = option.rect.adjusted(space::kL, 0, -space::kL, 0);
    const State state = static_cast<State>(index.data(RunsModel::StateRole).toInt());
    const int side = size::kIcon + 2;
    m_theme.paintState(*painter, mirrored(QRect(rest.left(), rest.center().y() - side / 2 + 1, side, side)), state, m_phase);
    rest.setLeft(rest.left() + side + space::kL);

    const int above = m_theme.lineHeight(TextStyle::Body);
    const int below = m_theme.lineHeight(TextStyle::Small);
    const int top = rest.top() + (rest.height() - above - below) / 2;
    const QFontMetrics caption(m_theme.font(TextStyle::Caption));
    const QString when = startedText(run->startedAt, m_clock.now());
    const int whenWidth = std::min(caption.horizontalAdvance(when) + 2, rest.width() / 2);
    painter->setFont(m_theme.font(TextStyle::Caption));
    painter->setPen(m_theme.color(Role::TextMuted));
    painter->drawText(mirrored(QRect(rest.right() - whenWidth, top, whenWidth, above)), leading(direction), when);

    painter->setFont(m_theme.font(TextStyle::Body));
    painter->setPen(m_theme.color(Role::Text));
    const QRect title(rest.left(), top, rest.width() - whenWidth - space::kM, above);
    painter->drawText(mirrored(title), leading(direction), QFontMetrics(painter->font()).elidedText(model->flowName(run->flow), Qt::ElideRight, title.width()));

    QString line;
    Role ink = Role::TextMuted;
    if (state == State::InDoubt) {
        line = RunsModel::tr("%n step(s) in doubt: decide", nullptr, int(run->inDoubt.size()));
        ink = Role::Warning;
    } else if (state == State::Failed && !run->error.isEmpty()) {
        line = run->error;
        ink = Role::Danger;
    } else {
        QStringList parts{stateText(state)};
        if (run->version > 0) {
            parts << RunsModel::tr("v%1").arg(run->version);
        }
        parts << RunsModel::tr("%n step(s)", nullptr, int(run->steps));
        const double length = isFinal(run->state) ? run->durationMs : double(std::max<UnixMillis>(m_clock.now() - run->startedAt, 0));
        if (isFinal(run->state) || length >= 1000) {
            parts << durationText(length);
        }
        if (!run->answers.isEmpty()) {
            parts.insert(1, run->answers);
        }
        if (!run->isKept) {
            parts << RunsModel::tr("not kept");
        }
        line = parts.join(QStringLiteral(" · "));
    }
    painter->setFont(m_theme.font(TextStyle::Small));
    painter->setPen(m_theme.color(ink));
    const QRect second(rest.left(), top + above, rest.width(), below);
    painter->drawText(mirrored(second), leading(direction), QFontMetrics(painter->font()).elidedText(line, Qt::ElideRight, second.width()));
    painter->restore();
}

StepDelegate::StepDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return QSize(80, std::max(m_theme.rowHeight() - space::kS, m_theme.lineHeight(TextStyle::Body) + space::kS));
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    paintGround(*painter, item);
    if (index.column() == 0) {
        paintName(*painter, item, index);
    } else {
        paintTime(*painter, item, index);
    }
    painter->restore();
}

void StepDelegate::paintName(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(option.direction, option.rect, box); };
    const bool own = index.data(StepsModel::HasStepRole).toBool();
    QRect rest = option.rect.adjusted(space::kS, 0, -space::kM, 0);
    constexpr int side = size::kIcon;
    m_theme.paintState(painter, mirrored(QRect(rest.left(), rest.center().y() - side / 2 + 1, side, side)), static_cast<State>(index.data(StepsModel::StateRole).toInt()), m_phase);
    rest.setLeft(rest.left() + side + space::kM);
    if (const int attempt = index.data(StepsModel::AttemptRole).toInt(); attempt > 1) {
        const QString note = StepsModel::tr("attempt %1").arg(attempt);
        const QFontMetrics metrics(m_theme.font(TextStyle::Caption));
        const int width = metrics.horizontalAdvance(note) + 2;
        if (width < rest.width() / 2) {
            painter.setFont(m_theme.font(TextStyle::Caption));
            painter.setPen(m_theme.color(Role::Warning));
            painter.drawText(mirrored(QRect(rest.right() - width, rest.top(), width, rest.height())), leading(option.direction), note);
            rest.setRight(rest.right() - width - space::kM);
        }
    }
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(m_theme.color(own ? Role::Text : Role::TextMuted));
    painter.drawText(mirrored(rest), leading(option.direction), QFontMetrics(painter.font()).elidedText(index.data().toString(), Qt::ElideMiddle, rest.width()));
}

void StepDelegate::paintTime(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(option.direction, option.rect, box); };
    const auto *model = static_cast<const StepsModel *>(index.model());
    QRect rest = option.rect.adjusted(space::kM, 0, -space::kL, 0);
    const QString time = index.data().toString();
    const QFontMetrics metrics(m_theme.font(TextStyle::Caption));
    const int wide = std::min(metrics.horizontalAdvance(QStringLiteral("00 min 00 s")), rest.width());
    const bool own = index.data(StepsModel::HasStepRole).toBool();
    if (own) {
        painter.setFont(m_theme.font(TextStyle::Caption));
        painter.setPen(m_theme.color(Role::TextMuted));
        const QRect box = mirrored(QRect(rest.right() - wide, rest.top(), wide, rest.height()));
        painter.drawText(box, int(QStyle::visualAlignment(option.direction, Qt::AlignRight)) | Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(time, Qt::ElideRight, wide));
    }
    rest.setRight(rest.right() - wide - space::kL);
    const double begin = index.data(StepsModel::BeginRole).toDouble();
    if (!own || begin < 0 || model->span() <= 0 || rest.width() < 24) {
        return;
    }
    const State state = static_cast<State>(index.data(StepsModel::StateRole).toInt());
    const bool open = state == State::Running || state == State::Waiting;
    const double length = open ? std::max(model->span() - begin, 0.0) : index.data(StepsModel::LengthRole).toDouble();
    const double from = std::clamp(begin / model->span(), 0.0, 1.0);
    const double share = std::clamp(length / model->span(), 0.0, 1.0 - from);
    const double height = 6;
    const QRectF track(rest.left(), rest.center().y() - height / 2 + 1, rest.width(), height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Role::Divider));
    painter.drawRoundedRect(QRectF(mirrored(QRectF(track.left(), track.center().y() - 0.5, track.width(), 1).toAlignedRect())), 0.5, 0.5);
    QRectF bar(track.left() + from * track.width(), track.top(), std::max(share * track.width(), 3.0), height);
    if (bar.right() > track.right()) {
        bar.moveRight(track.right());
    }
    if (option.direction == Qt::RightToLeft) {
        bar.moveLeft(option.rect.left() + option.rect.right() - bar.right());
    }
    painter.setBrush(m_theme.state(state).color);
    painter.drawRoundedRect(bar, height / 2, height / 2);
}

} // namespace signalbox::ui
