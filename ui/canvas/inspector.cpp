// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/inspector.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace signalbox::canvas {

namespace {

const json::Value &emptyObject()
{
    static const json::Value none = json::Object{};
    return none;
}

// What every node may say beside its configuration; the texts are the form's titles and help.
json::Value behaviourSchema()
{
    const auto text = [](const QString &value) { return json::Value(value.toStdString()); };
    json::Object properties;
    properties.emplace("timeout", json::Object{{"type", "string"}, {"title", text(Inspector::tr("Time limit"))}, {"description", text(Inspector::tr("How long one attempt may take."))},
                                               {"pattern", "^[0-9]+(\\.[0-9]+)?(ms|s|m|h|d)$"}, {"examples", json::Array{"30s"}}});
    properties.emplace("retry", json::Object{{"type", "object"}, {"title", text(Inspector::tr("Attempts"))},
                                             {"properties", json::Object{{"attempts", json::Object{{"type", "integer"}, {"title", text(Inspector::tr("How often in all"))}, {"minimum", 1}, {"maximum", 1000}, {"default", 1}}},
                                                                         {"initial", json::Object{{"type", "string"}, {"title", text(Inspector::tr("First wait"))}, {"pattern", "^[0-9]+(\\.[0-9]+)?(ms|s|m|h|d)$"}, {"default", "1s"}}}}}});
    properties.emplace("onError", json::Object{{"title", text(Inspector::tr("When it fails"))}, {"enum", json::Array{"stop", "finish", "default"}}, {"default", "stop"},
                                               {"description", text(Inspector::tr("Stop the run, let other branches finish, or go on with a default output."))}});
    return json::Object{{"type", "object"}, {"properties", std::move(properties)}};
}

} // namespace

Inspector::Inspector(const ui::Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_stack(new QStackedLayout(this)), m_nothing(new QLabel(this)), m_icon(new QLabel(this)), m_name(new QLineEdit(this)), m_typeLine(new QLabel(this)),
      m_form(new SchemaForm(theme, this)), m_behaviour(new SchemaForm(theme, this)), m_behaviourSchema(behaviourSchema())
{
    setObjectName(QStringLiteral("inspector"));
    m_nothing->setText(tr("Select a node to see its settings."));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(ui::space::kXxl);
    m_stack->addWidget(m_nothing);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget(scroll);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(ui::space::kXl, ui::space::kXl, ui::space::kXl, ui::space::kXl);
    column->setSpacing(ui::space::kXl);
    auto *head = new QHBoxLayout;
    head->setSpacing(ui::space::kL);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    auto *names = new QVBoxLayout;
    names->setSpacing(ui::space::kS);
    m_name->setAccessibleName(tr("Name of the node"));
    m_name->setFont(theme.font(ui::TextStyle::Title));
    m_typeLine->setWordWrap(true);
    m_typeLine->setFont(theme.font(ui::TextStyle::Small));
    names->addWidget(m_name);
    names->addWidget(m_typeLine);
    head->addLayout(names, 1);
    column->addLayout(head);
    column->addWidget(m_form);
    auto *rule = new QFrame(page);
    rule->setFrameShape(QFrame::HLine);
    column->addWidget(rule);
    column->addWidget(m_behaviour);
    column->addStretch(1);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);

    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (m_editor && m_ids.size() == 1) {
            m_applying = true;
            m_editor->rename(m_ids.front(), text);
            m_applying = false;
        }
    });
    connect(m_form, &SchemaForm::edited, this, [this](const flow::Path &path, const auto &value) {
        flow::Path full{std::string("config")};
        full.insert(full.end(), path.begin(), path.end());
        apply(full, value);
    });
    connect(m_behaviour, &SchemaForm::edited, this, [this](const flow::Path &path, const auto &value) { apply(path, value); });
    for (auto *form : {m_form, m_behaviour}) {
        // The button that was pressed is among what goes.
        connect(form, &SchemaForm::reshaped, this, &Inspector::refresh, Qt::QueuedConnection);
    }
    connect(&theme, &ui::Theme::changed, this, &Inspector::refresh);
}

void Inspector::setView(CanvasView *view)
{
    if (m_view) {
        disconnect(m_view, nullptr, this, nullptr);
    }
    m_view = view;
    if (view) {
        connect(view, &CanvasView::selectionChanged, this, &Inspector::follow);
        connect(view, &CanvasView::sceneChanged, this, &Inspector::follow);
    }
    follow();
}

void Inspector::focusForm()
{
    if (m_stack->currentIndex() == 1) {
        auto *first = m_form->findChild<QLineEdit *>();
        (first ? first : m_name)->setFocus(Qt::OtherFocusReason);
    }
}

void Inspector::follow()
{
    if (m_applying) {
        return; // what is shown is what was typed
    }
    m_editor = m_view ? m_view->editor() : nullptr;
    refresh();
}

void Inspector::refresh()
{
    m_ids = m_view ? m_view->selectedIds() : std::vector<std::string>();
    const auto *node = m_editor && !m_ids.empty() ? m_editor->node(m_ids.front()) : nullptr;
    if (!node) {
        m_ids.clear();
        m_stack->setCurrentIndex(0);
        return;
    }
    m_type = std::string(json::text(*node, "type"));
    bool sameType = true;
    for (const auto &id : m_ids) {
        const auto *other = m_editor->node(id);
        sameType = sameType && other && json::text(*other, "type") == m_type;
    }
    const auto *info = m_editor->catalogue().find(m_type);
    const auto family = info ? ui::familyOf(info->family) : ui::Family::Other;
    const QString icon = info && m_theme.hasIcon(info->icon) ? info->icon : QStringLiteral("node-other");
    m_icon->setPixmap(m_theme.pixmap(icon, 28, devicePixelRatioF(), m_theme.tint(family).color));
    const bool one = m_ids.size() == 1;
    m_name->setEnabled(one);
    const QString name = QString::fromStdString(std::string(json::text(*node, "name")));
    if (m_name->text() != name || !one) {
        m_name->setText(one ? name : QString());
    }
    m_name->setPlaceholderText(one ? QString::fromStdString(m_ids.front()) : tr("%n node(s)", nullptr, static_cast<int>(m_ids.size())));
    QPalette muted = m_typeLine->palette();
    muted.setColor(QPalette::WindowText, m_theme.color(ui::Role::TextMuted));
    m_typeLine->setPalette(muted);
    m_typeLine->setText(!info ? tr("The type %1 is not known here.").arg(QString::fromStdString(m_type)) : sameType ? info->title + QStringLiteral(" · ") + info->summary : tr("Nodes of several types"));
    const auto *config = node->if_contains("config");
    m_form->setVisible(sameType && info);
    if (sameType && info) {
        m_form->show(info->schema, config ? *config : emptyObject());
    }
    m_behaviour->show(m_behaviourSchema, json::Value(*node));
    m_stack->setCurrentIndex(1);
    revalidate();
}

const json::Schema *Inspector::schemaOf(const TypeInfo &type)
{
    auto &entry = m_schemas[type.id];
    if (!entry && !type.schema.is_null()) {
        if (auto compiled = json::Schema::compile(type.schema)) {
            entry = std::make_unique<json::Schema>(std::move(*compiled));
        }
    }
    return entry.get();
}

void Inspector::revalidate()
{
    const auto *node = m_editor && !m_ids.empty() ? m_editor->node(m_ids.front()) : nullptr;
    const auto *info = node ? m_editor->catalogue().find(m_type) : nullptr;
    if (const auto *schema = info ? schemaOf(*info) : nullptr) {
        const auto *config = node->if_contains("config");
        m_form->validate(*schema, config ? *config : emptyObject());
    }
}

void Inspector::apply(const flow::Path &path, const std::optional<json::Value> &value)
{
    if (!m_editor || m_ids.empty()) {
        return;
    }
    // What is typed stays as it is in its field.
    m_applying = true;
    m_editor->setNodeMembers(m_ids, path, value);
    m_applying = false;
    revalidate();
}

} // namespace signalbox::canvas
