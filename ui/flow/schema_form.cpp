// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/schema_form.h"

#include "ui/widgets/plain_tip.h"
#include "ui/widgets/text_label.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::ui {

namespace {

// So many fields are shown that nobody set; with more of them the rest is folded away.
constexpr int kShownUnset = 5;

} // namespace

FieldRow::FieldRow(const FieldSpec &spec, const FormContext &context, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_editor(makeField(spec, context, this))
    , m_reset(new QToolButton)
    , m_help(new TextLabel(context.bench.theme(), spec.help, TextStyle::Small, Role::TextMuted))
    , m_problem(new TextLabel(context.bench.theme(), QString(), TextStyle::Small, Role::Danger))
{
    const auto &theme = context.bench.theme();
    auto *label = new TextLabel(theme, spec.title, TextStyle::Strong);
    label->setWordWrap(true);
    label->setBuddy(m_editor);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kS);
    head->addWidget(label, 1);
    if (spec.required) {
        head->addWidget(new TextLabel(theme, tr("needed"), TextStyle::Caption, Role::TextMuted));
    }
    m_reset->setIcon(theme.icon(QStringLiteral("restore"), Role::TextMuted));
    m_reset->setAutoRaise(true);
    m_reset->setIconSize(QSize(14, 14));
    m_reset->setToolTip(spec.standard ? plainTip(tr("Back to the default (%1)").arg(spec.placeholder)) : tr("Take the value away"));
    m_reset->setAccessibleName(tr("Reset %1").arg(spec.title));
    // Its room stays, so that nothing moves when a value is set.
    auto policy = m_reset->sizePolicy();
    policy.setRetainSizeWhenHidden(!spec.required);
    m_reset->setSizePolicy(policy);
    head->addWidget(m_reset);
    m_help->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kXs);
    layout->addLayout(head);
    layout->addWidget(m_editor);
    layout->addWidget(m_problem);
    layout->addWidget(m_help);
    m_help->setVisible(!spec.help.isEmpty()); // now that it is in the row: alone it would be a window, and close every open list
    connect(m_editor, &FieldEditor::edited, this, &FieldRow::edited);
    connect(m_editor, &FieldEditor::finished, this, &FieldRow::finished);
    connect(m_reset, &QToolButton::clicked, this, &FieldRow::resetRequested);
    setFocusProxy(m_editor);
}

void FieldRow::setValue(const json::Value *value)
{
    setValues({value});
}

void FieldRow::setValues(const FieldValues &values)
{
    m_isSet = std::any_of(values.begin(), values.end(), [](const json::Value *value) { return value != nullptr; });
    m_editor->setValues(values);
    m_reset->setVisible(m_isSet && !m_spec.required);
    showProblem(m_given);
}

void FieldRow::setProblems(FieldProblems problems)
{
    m_editor->setProblems(problems);
    m_given.clear();
    for (auto at = problems.cbegin(); at != problems.cend(); ++at) {
        if (m_given.isEmpty() || at.key().isEmpty()) {
            m_given = at.value();
        }
    }
    showProblem(m_given);
}

QString FieldRow::problem() const
{
    return m_problem->text();
}

void FieldRow::showProblem(const QString &given)
{
    // What the person is typing comes first: the rest is about the last value that was one.
    const auto now = m_editor->value();
    QString text = !now.problem.isEmpty() ? now.problem : given;
    if (text.isEmpty() && m_spec.required && !m_isSet) {
        text = tr("This is needed.");
    }
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    const bool wrong = !text.isEmpty() && (m_isSet || !now.problem.isEmpty());
    m_editor->setWrong(wrong);
    m_editor->setAccessibleDescription(text.isEmpty() ? m_spec.help : text);
}

SchemaForm::SchemaForm(std::vector<FieldSpec> fields, FormContext context, QWidget *parent) : QWidget(parent), m_context(std::move(context)), m_layout(new QVBoxLayout(this)), m_more(new QToolButton)
{
    for (auto &field : fields) {
        m_fields.push_back({std::move(field), nullptr});
    }
    m_context.beside = [this](std::string_view name) { return m_value ? m_value->if_contains(name) : nullptr; };
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::kL);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setIcon(m_context.bench.theme().icon(QStringLiteral("chevron-down")));
    m_more->setAutoRaise(true);
    m_layout->addWidget(m_more, 0, Qt::AlignLeading);
    connect(m_more, &QToolButton::clicked, this, [this] {
        m_all = true;
        fold();
    });
}

FieldRow *SchemaForm::ensure(std::size_t index) const
{
    auto &field = m_fields[index];
    if (field.row) {
        return field.row;
    }
    auto *self = const_cast<SchemaForm *>(this);
    auto *row = new FieldRow(field.spec, m_context, self);
    const QString name = qt(field.spec.name);
    connect(row, &FieldRow::edited, self, [self, row, name] {
        const auto value = row->editor()->value();
        if (!value.problem.isEmpty() && !value.value) {
            row->setProblems({{QString(), value.problem}});
        } else {
            Q_EMIT self->edited(name, value, row->editor()->lastEdit());
        }
    });
    connect(row, &FieldRow::resetRequested, self, [self, name] {
        Q_EMIT self->edited(name, FieldValue(), MemberEdit());
        Q_EMIT self->finished();
    });
    connect(row, &FieldRow::finished, self, &SchemaForm::finished);
    int place = 0;
    for (std::size_t i = 0; i < index; ++i) {
        place += m_fields[i].row ? 1 : 0;
    }
    field.row = row;
    m_layout->insertWidget(place, row);
    row->setValue(m_value ? m_value->if_contains(field.spec.name) : nullptr);
    row->hide();
    return row;
}

void SchemaForm::fold()
{
    const auto unset = std::count_if(m_fields.begin(), m_fields.end(), [](const Field &field) { return !field.isSet && !field.spec.required; });
    const bool folds = !m_all && unset > kShownUnset + 1;
    int shown = 0;
    int hidden = 0;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const auto &field = m_fields[i];
        const bool optional = !field.isSet && !field.spec.required;
        // What was shown stays: a field does not vanish because its value was taken away.
        const bool visible = !folds || !optional || shown < kShownUnset || (field.row && !field.row->isHidden());
        shown += optional && visible ? 1 : 0;
        hidden += visible ? 0 : 1;
        if (visible) {
            ensure(i)->show();
        }
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("%n more settings", nullptr, hidden));
}

void SchemaForm::setValue(const json::Object *value)
{
    setValues({value});
}

void SchemaForm::setValues(const std::vector<const json::Object *> &values)
{
    m_value = values.front() ? std::optional(*values.front()) : std::nullopt;
    FieldValues members(values.size());
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        auto &field = m_fields[i];
        std::transform(values.begin(), values.end(), members.begin(), [&](const json::Object *value) { return value ? value->if_contains(field.spec.name) : nullptr; });
        field.isSet = std::any_of(members.begin(), members.end(), [](const json::Value *member) { return member != nullptr; });
        // What is made later shows what the first has: where others have another, it is made now.
        if (field.row || areDifferent(members)) {
            ensure(i)->setValues(members);
        }
    }
    fold();
}

void SchemaForm::setProblems(FieldProblems &problems)
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        std::string pointer;
        json::appendPointer(pointer, m_fields[i].spec.name);
        const QString prefix = qt(pointer);
        FieldProblems own;
        for (auto at = problems.begin(); at != problems.end();) {
            if (at.key() == prefix || at.key().startsWith(prefix + u'/')) {
                own.insert(at.key().mid(prefix.size()), at.value());
                at = problems.erase(at);
            } else {
                ++at;
            }
        }
        if (!own.isEmpty() || m_fields[i].row) {
            ensure(i)->setProblems(std::move(own));
        }
    }
}

FieldRow *SchemaForm::row(const std::string &name) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].spec.name == name) {
            return ensure(i);
        }
    }
    return nullptr;
}

} // namespace signalbox::ui
