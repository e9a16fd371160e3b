// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/decision_card.h"

#include "ui/theme/style.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

namespace signalbox::ui {

using namespace runs;

DecisionCard::DecisionCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, QString(), TextStyle::Strong))
    , m_known(new TextLabel(theme, QString(), TextStyle::Body, Role::Text))
    , m_choices(new QButtonGroup(this))
    , m_outputPart(new QWidget)
    , m_output(new QPlainTextEdit)
    , m_problem(new TextLabel(theme, QString(), TextStyle::Small, Role::Danger))
    , m_decide(new QPushButton(tr("Decide")))
{
    for (auto *label : {m_title, m_known, m_problem}) {
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    layout->setSpacing(space::kM);
    layout->addWidget(m_title);
    layout->addWidget(m_known);
    layout->addSpacing(space::kM);
    const auto add = [&](api::Verdict verdict, const QString &text, const QString &meaning) {
        auto *choice = new QRadioButton(text);
        choice->setAccessibleDescription(meaning);
        m_choices->addButton(choice, int(verdict));
        auto *label = new TextLabel(theme, meaning, TextStyle::Small, Role::TextMuted);
        label->setWordWrap(true);
        label->setBuddy(choice);
        label->setContentsMargins(space::kXxl, 0, 0, 0);
        auto *both = new QVBoxLayout;
        both->setSpacing(0);
        both->addWidget(choice);
        both->addWidget(label);
        layout->addLayout(both);
        return both;
    };
    auto *happened = add(api::Verdict::Happened, tr("It happened"), tr("The step succeeded and the run goes on. Nothing is sent."));
    add(api::Verdict::Retry, tr("It did not happen: do it now"), tr("The step is carried out again, with a new key. If it did happen after all, it happens twice."));
    add(api::Verdict::Skip, tr("Go on without it"), tr("The step is skipped, and so is what needs nothing but its output."));
    add(api::Verdict::Fail, tr("It failed"), tr("The step fails: the flow's way for errors is taken, or the run ends."));

    auto *inner = new QVBoxLayout(m_outputPart);
    inner->setContentsMargins(space::kXxl, space::kS, 0, 0);
    inner->setSpacing(space::kXs);
    auto *caption = new TextLabel(theme, tr("What it gave, as JSON (may stay empty)"), TextStyle::Caption, Role::TextMuted);
    inner->addWidget(caption);
    m_output->setAccessibleName(caption->text());
    m_output->setPlaceholderText(QStringLiteral("{ \"status\": 200 }"));
    m_output->setTabChangesFocus(true);
    m_output->setLayoutDirection(Qt::LeftToRight);
    inner->addWidget(m_output);
    happened->addWidget(m_outputPart);

    layout->addWidget(m_problem);
    m_problem->hide();
    auto *buttons = new QHBoxLayout;
    setButtonKind(m_decide, ButtonKind::Primary);
    buttons->addWidget(m_decide);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch();

    connect(m_choices, &QButtonGroup::idToggled, this, &DecisionCard::showChoice);
    connect(m_decide, &QPushButton::clicked, this, &DecisionCard::submit);
    const auto dress = [this] {
        m_output->setFont(m_theme.font(TextStyle::Code));
        m_output->setFixedHeight(3 * m_theme.lineHeight(TextStyle::Code) + space::kXl);
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    showChoice();
}

void DecisionCard::ask(const QString &run, const api::StepView &step, UnixMillis now)
{
    const QString path = fromUtf8(step.path);
    const QString doubt = QStringLiteral("%1 %2 %3 %4 %5").arg(run).arg(step.seq).arg(step.attempt).arg(step.startedAt).arg(fromUtf8(step.idempotencyKey));
    QString known = tr("It was begun at %1", nullptr).arg(startedText(step.startedAt, now));
    if (step.attempt > 1) {
        known += tr(" (attempt %1)").arg(step.attempt);
    }
    known += tr(", and the backend ended before the outcome was written down. So it is not known whether it happened.");
    if (!step.idempotencyKey.empty()) {
        known += u'\n' + tr("Look at the other side. The key tells it apart there: %1").arg(fromUtf8(step.idempotencyKey));
    } else {
        known += u'\n' + tr("Look at the other side before you decide.");
    }
    m_title->setText(tr("Did “%1” happen?").arg(path));
    m_known->setText(known);
    m_known->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(m_title->text());
    setAccessibleDescription(known);
    m_path = path;
    if (doubt != m_doubt) {
        m_doubt = doubt;
        m_choices->setExclusive(false);
        for (auto *choice : m_choices->buttons()) {
            choice->setChecked(false);
        }
        m_choices->setExclusive(true);
        m_output->clear();
        setProblem({});
        setBusy(false);
        showChoice();
    }
}

void DecisionCard::choose(api::Verdict verdict)
{
    m_choices->button(int(verdict))->setChecked(true);
}

void DecisionCard::setOutputText(const QString &text)
{
    m_output->setPlainText(text);
}

void DecisionCard::setBusy(bool busy)
{
    for (auto *choice : m_choices->buttons()) {
        choice->setEnabled(!busy);
    }
    m_output->setEnabled(!busy);
    m_decide->setEnabled(!busy && m_choices->checkedId() >= 0);
}

void DecisionCard::setProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    if (!text.isEmpty()) {
        QAccessibleEvent event(m_problem, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void DecisionCard::showChoice()
{
    const int id = m_choices->checkedId();
    m_outputPart->setVisible(id == int(api::Verdict::Happened));
    m_decide->setEnabled(id >= 0);
    switch (id) {
    case int(api::Verdict::Happened): m_decide->setText(tr("Go on: it happened")); break;
    case int(api::Verdict::Retry): m_decide->setText(tr("Do it now")); break;
    case int(api::Verdict::Skip): m_decide->setText(tr("Go on without it")); break;
    case int(api::Verdict::Fail): m_decide->setText(tr("Let it fail")); break;
    default: m_decide->setText(tr("Decide")); break;
    }
}

void DecisionCard::submit()
{
    const auto verdict = static_cast<api::Verdict>(m_choices->checkedId());
    const QString output = verdict == api::Verdict::Happened ? m_output->toPlainText().trimmed() : QString();
    if (!output.isEmpty()) {
        if (const auto value = json::parse(output.toStdString()); !value) {
            setProblem(words::sentence(value.error()));
            m_output->setFocus();
            return;
        }
    }
    setProblem({});
    setBusy(true);
    Q_EMIT decided(m_path, verdict, output);
}

void DecisionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const StateLook &look = m_theme.state(State::InDoubt);
    painter.fillRect(rect(), m_theme.color(Role::Panel));
    // The question stands out; the answers are calm.
    painter.fillRect(QRect(0, 0, width(), m_known->geometry().bottom() + space::kL), look.soft);
    constexpr int stripe = 3;
    painter.fillRect(layoutDirection() == Qt::LeftToRight ? QRect(0, 0, stripe, height()) : QRect(width() - stripe, 0, stripe, height()), look.color);
}

} // namespace signalbox::ui
