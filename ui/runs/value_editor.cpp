// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/value_editor.h"

#include "ui/widgets/json_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr std::size_t kMostEdited = 256u << 10;

} // namespace

ValueEditor::ValueEditor(const Theme &theme, const QString &purpose, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_view(new JsonView(theme, purpose))
    , m_stack(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_edit(iconButton(theme, QStringLiteral("edit"), tr("Edit as JSON")))
    , m_problem(new TextLabel(theme, QString(), TextStyle::Small, Role::Danger))
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("%1 as JSON, to be edited").arg(purpose));
    m_text->setTabChangesFocus(true);
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setCheckable(true);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(space::kL, space::kXs, space::kL, space::kXs);
    m_problem->hide();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_text);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, space::kS, 0);
    bar->setSpacing(0);
    bar->addWidget(m_view->bar(), 1);
    bar->addWidget(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_problem);
    connect(m_edit, &QToolButton::toggled, this, &ValueEditor::setEditing);
    connect(m_text, &QPlainTextEdit::textChanged, m_problem, &QWidget::hide);
    connect(&theme, &Theme::changed, this, &ValueEditor::dress);
    dress();
    setEditable(false);
}

void ValueEditor::dress()
{
    m_text->setFont(m_theme.font(TextStyle::Code));
}

void ValueEditor::setValue(std::shared_ptr<const json::Value> value)
{
    m_view->setValue(std::move(value));
    setEditing(false);
    setEditable(m_isEditable);
}

void ValueEditor::setEditable(bool editable)
{
    m_isEditable = editable;
    const bool can = editable && payloadBytes(*m_view->value()) == 0 && json::approximateSize(*m_view->value()) <= kMostEdited;
    m_edit->setVisible(editable);
    m_edit->setEnabled(can);
    m_edit->setToolTip(can ? tr("Edit as JSON") : tr("The value is too large to be edited here."));
}

void ValueEditor::setEditing(bool editing)
{
    const bool was = isEditing();
    m_edit->setChecked(editing);
    m_problem->hide();
    if (editing && !was) {
        m_text->setPlainText(QString::fromStdString(json::writePretty(*m_view->value())));
        m_stack->setCurrentWidget(m_text);
        m_text->setFocus();
    } else if (!editing) {
        m_stack->setCurrentWidget(m_view);
    }
}

bool ValueEditor::isEditing() const
{
    return m_stack->currentWidget() == m_text;
}

Result<std::optional<json::Value>> ValueEditor::edited()
{
    if (!isEditing()) {
        return std::optional<json::Value>();
    }
    auto value = json::parse(m_text->toPlainText().toStdString());
    if (!value) {
        m_problem->setText(words::sentence(value.error()));
        m_problem->show();
        m_text->setFocus();
        return std::move(value).error();
    }
    return *value == *m_view->value() ? std::optional<json::Value>() : std::optional<json::Value>(std::move(*value));
}

} // namespace signalbox::ui
