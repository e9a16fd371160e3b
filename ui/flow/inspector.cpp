// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/inspector.h"

#include "ui/flow/expression_preview.h"
#include "ui/flow/model_choices.h"
#include "ui/flow/problem_list.h"
#include "ui/theme/style.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/quiet_document.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace signalbox::ui {

namespace {

using Kind = InspectorSubject::Kind;

constexpr int kRefreshMs = 0;

FieldSpec fieldOf(std::string_view name, const QString &title, const QString &help, const char *schema)
{
    auto field = readField(name, json::parse(schema).value_or(json::Value(json::Object())), false);
    field.title = title;
    field.help = help;
    field.templates = false;
    return field;
}

// Names a member of an object's field, in the language of the window.
void nameMember(FieldSpec &field, const char *key, const QString &title, const QString &help)
{
    auto &member = field.schema.get_object()["properties"].get_object()[key].get_object();
    member["title"] = title.toStdString();
    if (!help.isEmpty()) {
        member["description"] = help.toStdString();
    }
}

// What every node can be told beside its configuration.
std::vector<FieldSpec> behaviourFields(const TypeSheet *sheet)
{
    const auto kind = sheet ? std::string_view(sheet->view.kind) : std::string_view("effect");
    std::vector<FieldSpec> fields;
    if (kind == "trigger" || kind == "output") {
        return fields; // nothing of it can fail
    }
    fields.push_back(fieldOf("onError", Inspector::tr("When it fails"), Inspector::tr("stop: the run fails at once. finish: what does not need it goes on. default: it gives the output below instead. hold: the run waits until a person decides."),
                             R"({"enum": ["stop", "finish", "default", "hold"], "default": "stop"})"));
    fields.push_back(fieldOf("default", Inspector::tr("Output when it fails"), Inspector::tr("Used where “When it fails” is default."), "{}"));
    if (kind != "pure" && kind != "merge") {
        fields.push_back(fieldOf("timeout", Inspector::tr("Timeout"), Inspector::tr("How long one attempt may take."), R"({"type": "string", "examples": ["30s"]})"));
        auto retry = fieldOf("retry", Inspector::tr("Retry"), Inspector::tr("How often and how patiently it is tried."), R"({"type": "object", "properties": {
            "attempts": {"type": "integer", "minimum": 1, "maximum": 100, "default": 1, "x-template": false},
            "initial": {"type": "string", "default": "1s", "examples": ["1s"], "x-template": false},
            "factor": {"type": "number", "minimum": 1, "default": 2, "x-template": false},
            "max": {"type": "string", "default": "1m", "examples": ["1m"], "x-template": false}}})");
        nameMember(retry, "attempts", Inspector::tr("Attempts"), Inspector::tr("All together."));
        nameMember(retry, "initial", Inspector::tr("First pause"), {});
        nameMember(retry, "factor", Inspector::tr("Pauses grow by"), {});
        nameMember(retry, "max", Inspector::tr("Longest pause"), {});
        fields.push_back(std::move(retry));
        fields.push_back(fieldOf("onInterrupted", Inspector::tr("After an interruption"), Inspector::tr("retry: it is sent again with the same key. hold: a person decides whether it happened. skip: it counts as skipped. fail: it counts as failed."), R"({"enum": ["retry", "hold", "skip", "fail"]})"));
    }
    return fields;
}

std::vector<FieldSpec> flowFields()
{
    auto description = fieldOf("description", Inspector::tr("Description"), {}, R"({"type": "string", "x-multiline": true})");
    auto vars = fieldOf("vars", Inspector::tr("Variables"), Inspector::tr("Values that expressions read as vars.name."), R"({"type": "object"})");
    auto limits = fieldOf("limits", Inspector::tr("Limits"), Inspector::tr("When a run is stopped."), R"({"type": "object", "properties": {
        "timeout": {"type": "string", "examples": ["1h"], "x-template": false},
        "steps": {"type": "integer", "minimum": 1, "x-template": false},
        "depth": {"type": "integer", "minimum": 1, "x-template": false},
        "parallel": {"type": "integer", "minimum": 1, "x-template": false},
        "tokens": {"type": "integer", "minimum": 1, "x-template": false},
        "repeats": {"type": "integer", "minimum": 2, "x-template": false},
        "overlap": {"enum": ["parallel", "queue", "skip", "replace"], "default": "parallel", "x-template": false},
        "startsPerMinute": {"type": "integer", "minimum": 1, "x-template": false},
        "pause": {"type": "string", "examples": ["5m"], "x-template": false}}})");
    nameMember(limits, "timeout", Inspector::tr("Timeout"), {});
    nameMember(limits, "steps", Inspector::tr("Steps"), {});
    nameMember(limits, "depth", Inspector::tr("Depth"), {});
    nameMember(limits, "parallel", Inspector::tr("Parallel"), {});
    nameMember(limits, "tokens", Inspector::tr("Tokens"), {});
    nameMember(limits, "repeats", Inspector::tr("Repeats"), {});
    nameMember(limits, "overlap", Inspector::tr("Overlap"), Inspector::tr("What a start does while another run of the flow is under way."));
    nameMember(limits, "startsPerMinute", Inspector::tr("Starts a minute"), {});
    nameMember(limits, "pause", Inspector::tr("Pause"), {});
    auto inputs = fieldOf("inputs", Inspector::tr("Input"), Inspector::tr("JSON Schema of what a run is given; “Run with input” asks by it."), "{}");
    return {std::move(description), std::move(vars), std::move(inputs), std::move(limits)};
}

} // namespace

Inspector::Inspector(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_empty(new EmptyState(theme, QStringLiteral("inspector"), tr("Nothing to set here"), tr("Open a flow and select a node to see its settings.")))
    , m_area(new QScrollArea)
    , m_previews(new PreviewSource(this))
{
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_area, 1);
    m_area->hide();
    setAccessibleName(tr("Inspector"));
    // Many changes of one turn are shown once.
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &Inspector::changed);
}

void Inspector::setDocument(FlowDocument *document)
{
    if (m_document) {
        m_document->disconnect(this);
    }
    m_document = document;
    m_subject = {};
    m_scope.renew();
    if (document && !m_models) {
        m_models = new ModelChoices(document->bench(), this); // all documents of a window have one bench
    }
    if (document) {
        connect(document, &FlowDocument::loaded, &m_refresh, qOverload<>(&QTimer::start));
        connect(document, &FlowDocument::edited, &m_refresh, qOverload<>(&QTimer::start));
        connect(document, &FlowDocument::selectionChanged, &m_refresh, qOverload<>(&QTimer::start));
        connect(document, &FlowDocument::problemsChanged, this, &Inspector::refreshProblems);
        connect(document, &FlowDocument::saved, this, [this] {
            if (m_header && m_subject.kind == Kind::Flow) {
                m_header->setText(flowDetail());
            }
        });
        connect(document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
    }
    rebuild();
}

void Inspector::changed()
{
    if (!m_document || !m_document->editor()) {
        rebuild();
        return;
    }
    if (subjectOf(*m_document) == m_subject && m_page) {
        refresh();
    } else {
        rebuild();
    }
}

void Inspector::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (event->reason() != Qt::OtherFocusReason) {
        return;
    }
    if (m_refresh.isActive()) {
        m_refresh.stop();
        changed(); // what is shown is still about something else
    }
    const auto fieldIn = [](QWidget *part) -> QWidget * {
        for (auto *widget : part ? part->findChildren<QWidget *>() : QList<QWidget *>()) {
            if ((widget->focusPolicy() & Qt::TabFocus) && widget->isEnabled() && widget->isVisible() && (qobject_cast<QLineEdit *>(widget) || qobject_cast<QPlainTextEdit *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget))) {
                return widget;
            }
        }
        return nullptr;
    };
    for (auto *part : {static_cast<QWidget *>(m_condition), static_cast<QWidget *>(m_config)}) {
        if (auto *field = fieldIn(part)) {
            field->setFocus(Qt::TabFocusReason);
            m_area->ensureWidgetVisible(field);
            return;
        }
    }
    if (m_name) {
        m_name->setFocus(Qt::TabFocusReason);
    }
}

void Inspector::rebuild()
{
    m_subject = m_document ? subjectOf(*m_document) : InspectorSubject();
    m_name = nullptr;
    m_header = nullptr;
    m_config = m_behaviour = m_flow = nullptr;
    m_condition = nullptr;
    m_problems = nullptr;
    m_layout = nullptr;
    m_page = nullptr;
    m_previews->setPlace(m_document, m_subject.kind == Kind::Node ? m_subject.nodes.front() : std::string());
    if (auto *old = m_area->takeWidget()) {
        old->deleteLater();
    }
    m_empty->setVisible(m_subject.kind == Kind::Nothing);
    m_area->setVisible(m_subject.kind != Kind::Nothing);
    if (m_subject.kind == Kind::Nothing) {
        return;
    }
    m_page = new QWidget;
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(space::kL, space::kM, space::kL, space::kXxl);
    m_layout->setSpacing(space::kL);
    switch (m_subject.kind) {
    case Kind::Node: buildNode(); break;
    case Kind::Nodes: buildNodes(); break;
    case Kind::Edge: buildEdge(); break;
    default: buildFlow(); break;
    }
    if (m_subject.kind != Kind::Node && m_subject.kind != Kind::Nodes) {
        m_layout->addStretch(1);
    }
    refresh();
    m_area->setWidget(m_page);
}

void Inspector::addHeader(const QString &icon, Family family, const QString &title, const QString &detail)
{
    auto *tile = new QLabel;
    const auto dress = [this, tile, icon, family] {
        constexpr int kTile = 36;
        QPixmap picture(QSize(kTile, kTile) * devicePixelRatioF());
        picture.setDevicePixelRatio(devicePixelRatioF());
        picture.fill(Qt::transparent);
        {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.tint(family).soft);
            painter.drawRoundedRect(QRectF(0, 0, kTile, kTile), radius::kM, radius::kM);
            painter.drawPixmap(QPointF(8, 8), m_theme.pixmap(m_theme.hasIcon(icon) ? icon : QStringLiteral("node-other"), size::kIconLarge, devicePixelRatioF(), m_theme.tint(family).color));
        }
        tile->setPixmap(picture);
    };
    dress();
    connect(&m_theme, &Theme::changed, tile, dress);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new ElidedLabel(m_theme, title, TextStyle::Title));
    m_header = new ElidedLabel(m_theme, detail, TextStyle::Small, Role::TextMuted);
    words->addWidget(m_header);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kM);
    head->addWidget(tile, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    m_layout->addLayout(head);
}

void Inspector::addSection(const QString &title, QWidget *content)
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    m_layout->addWidget(line);
    m_layout->addWidget(new TextLabel(m_theme, title, TextStyle::Title));
    m_layout->addWidget(content);
}

FormContext Inspector::contextFor(const std::string &node)
{
    QStringList local;
    if (const auto *flows = json::find(m_document->editor()->root(), "flows"); flows && flows->is_object()) {
        for (const auto &entry : flows->get_object()) {
            local << qt(entry.key());
        }
    }
    const auto names = [document = m_document, node] { return document ? namesFor(*document, node) : QStringList(); };
    const auto openBody = [this, node] {
        auto scope = m_document->editor()->scope();
        scope.insert(scope.end(), {"body", node});
        m_document->editor()->setScope(std::move(scope));
    };
    return FormContext{m_document->bench(),
                       names,
                       local,
                       openBody,
                       m_subject.kind == Kind::Node ? m_previews : nullptr,
                       m_models,
                       [this](std::function<void(const QString &)> then) { findFolder(std::move(then)); },
                       {}};
}

// Relative paths begin where a run of this flow would have its files.
void Inspector::findFolder(std::function<void(const QString &folder)> then)
{
    if (m_document) {
        m_scope.start([this, then](std::stop_token stop) { return readFolder(then, stop); });
    }
}

Task<void> Inspector::readFolder(std::function<void(const QString &folder)> then, std::stop_token stop)
{
    auto &bench = m_document->bench();
    std::string flow = m_document->flowId().empty() ? m_document->location().toStdString() : m_document->flowId();
    auto place = co_await bench.runPlace(std::move(flow), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    then(place && place->folder ? QString::fromStdString(*place->folder) : bench.filesFolder());
}

SchemaForm *Inspector::addForm(const QString &title, const std::vector<FieldSpec> &fields, const FormContext &context, const std::vector<std::string> &below)
{
    auto *form = new SchemaForm(fields, context);
    connect(form, &SchemaForm::edited, this, [this, below](const QString &name, const FieldValue &value, const MemberEdit &part) {
        if (m_subject.kind == Kind::Nodes) {
            setForAll(below, name.toStdString(), part);
            return;
        }
        flow::Path path;
        for (const auto &step : below) {
            path.emplace_back(step);
        }
        path.emplace_back(name.toStdString());
        setMember(path, value.value);
    });
    connect(form, &SchemaForm::finished, this, &Inspector::seal);
    addSection(title, form);
    return form;
}

void Inspector::buildNode()
{
    const auto &id = m_subject.nodes.front();
    const auto *sheet = m_document->bench().type(m_subject.type);
    const QString typeTitle = sheet ? qt(sheet->view.title) : qt(m_subject.type);
    addHeader(sheet ? qt(sheet->view.icon) : QString(), familyOf(sheet ? qt(sheet->view.family) : QString()), typeTitle, tr("%1 · %2").arg(qt(m_subject.type), qt(id)));
    m_name = new QLineEdit;
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("Name (%1)").arg(qt(id)));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        setMember({"name"}, text.isEmpty() ? std::nullopt : std::optional(json::Value(text.toStdString())));
    });
    connect(m_name, &QLineEdit::editingFinished, this, &Inspector::seal);
    m_layout->addWidget(m_name);
    auto *problems = new QWidget;
    m_problems = new QVBoxLayout(problems);
    m_problems->setContentsMargins(0, 0, 0, 0);
    m_problems->setSpacing(space::kS);
    m_layout->addWidget(problems);
    const auto context = contextFor(id);
    if (sheet) {
        auto fields = readFields(sheet->view.schema);
        if (!fields.empty()) {
            m_config = addForm(tr("Settings"), fields, context, {"config"});
        }
    } else {
        auto unknown = fieldOf("config", tr("Settings as JSON"), tr("This type of node is not known here."), "{}");
        m_config = addForm(tr("Settings"), {unknown}, context, {});
    }
    later([this, sheet, context] {
        if (auto fields = behaviourFields(sheet); !fields.empty()) {
            m_behaviour = addForm(tr("Behaviour"), fields, context, {});
            refreshForm(m_behaviour, {});
        }
        if (sheet && !sheet->view.documentation.empty()) {
            addDocumentation(*sheet);
        }
        m_layout->addStretch(1);
    });
}

// The rest of a page, one turn after its beginning: a form of many fields takes longer than a frame to make.
void Inspector::later(std::function<void()> build)
{
    QTimer::singleShot(0, m_page, [this, page = m_page, build = std::move(build)] {
        if (page == m_page) {
            build();
        }
    });
}

void Inspector::addDocumentation(const TypeSheet &sheet)
{
    auto *toggle = new QToolButton;
    toggle->setText(tr("About “%1”").arg(qt(sheet.view.title)));
    toggle->setIcon(m_theme.icon(QStringLiteral("help")));
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setCheckable(true);
    toggle->setAutoRaise(true);
    auto *text = new QTextBrowser;
    text->setFrameShape(QFrame::NoFrame);
    text->setOpenLinks(false);
    text->setAccessibleName(toggle->text());
    text->hide();
    m_layout->addWidget(toggle, 0, Qt::AlignLeading);
    m_layout->addWidget(text);
    // Read when somebody wants to see it.
    connect(toggle, &QToolButton::toggled, text, [text, markdown = qt(sheet.view.documentation)](bool on) {
        if (on && text->document()->isEmpty()) {
            auto *document = new QuietDocument(text); // the text of a type may name pictures
            document->setDefaultFont(text->font());
            document->readMarkdown(markdown);
            text->setDocument(document);
            text->setMinimumHeight(320);
        }
        text->setVisible(on);
    });
}

void Inspector::buildNodes()
{
    const auto *sheet = m_document->bench().type(m_subject.type);
    addHeader(sheet ? qt(sheet->view.icon) : QStringLiteral("canvas"), familyOf(sheet ? qt(sheet->view.family) : QString()), tr("%n nodes", nullptr, static_cast<int>(m_subject.nodes.size())),
              sheet ? qt(sheet->view.title) : tr("of several types"));
    auto *hint = new TextLabel(m_theme, tr("What you change here is changed in all of them, as one step."), TextStyle::Small, Role::TextMuted);
    hint->setWordWrap(true);
    m_layout->addWidget(hint);
    const auto context = contextFor(m_subject.nodes.front());
    if (sheet) {
        auto fields = readFields(sheet->view.schema);
        std::erase_if(fields, [](const FieldSpec &field) { return field.kind == FieldSpec::Kind::Body; });
        if (!fields.empty()) {
            m_config = addForm(tr("Settings"), fields, context, {"config"});
        }
    }
    later([this, sheet, context] {
        if (auto fields = behaviourFields(sheet); !fields.empty()) {
            m_behaviour = addForm(tr("Behaviour"), fields, context, {});
            refreshForm(m_behaviour, {});
        }
        m_layout->addStretch(1);
    });
}

void Inspector::buildEdge()
{
    auto *editor = m_document->editor();
    const auto *edge = editor->edge(*m_subject.edge);
    if (!edge) {
        return;
    }
    const auto titleOf = [&](std::string_view id) {
        const auto index = m_document->canvas().scene().find(id);
        return index == canvas::Scene::kNone ? qt(id) : m_document->canvas().scene().title(index);
    };
    const QString from = titleOf(json::text(*edge, "from"));
    const QString to = titleOf(json::text(*edge, "to"));
    const auto port = json::text(*edge, "fromPort");
    addHeader(QStringLiteral("connect"), Family::Flow, tr("Edge"), port.empty() ? tr("From “%1” to “%2”").arg(from, to) : tr("From “%1” (%2) to “%3”").arg(from, qt(port), to));
    auto field = readField("condition", json::Value(json::Object{{"type", "string"}, {"x-expression", true}, {"examples", json::Array{"output.score > 0.8"}}}), false);
    field.title = tr("Only if");
    field.help = tr("JavaScript over the source's output. The edge is taken if it is true; empty: always.");
    const std::string source(json::text(*edge, "from"));
    m_previews->setPlace(m_document, source, PreviewSource::Of::EdgeFromNode);
    auto context = contextFor(source);
    context.names = [document = m_document, source] { return document ? namesForCondition(*document, source) : QStringList(); };
    context.previews = m_previews;
    m_condition = new FieldRow(field, context);
    connect(m_condition, &FieldRow::edited, this, [this] {
        const auto value = m_condition->editor()->value();
        m_document->editor()->setEdgeCondition(*m_subject.edge, value.value && value.value->is_string() ? std::optional(qt(std::string_view(value.value->get_string()))) : std::nullopt);
    });
    connect(m_condition, &FieldRow::resetRequested, this, [this] { m_document->editor()->setEdgeCondition(*m_subject.edge, std::nullopt); });
    connect(m_condition, &FieldRow::finished, this, &Inspector::seal);
    m_layout->addWidget(m_condition);
    auto *problems = new QWidget;
    m_problems = new QVBoxLayout(problems);
    m_problems->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(problems);
}

QString Inspector::flowDetail() const
{
    return m_document->flowId().empty() ? tr("Not in the workspace yet") : qt(m_document->flowId());
}

void Inspector::buildFlow()
{
    addHeader(QStringLiteral("flow"), Family::Flow, m_document->title(), flowDetail());
    m_name = new QLineEdit;
    m_name->setAccessibleName(tr("Name of the flow"));
    m_name->setPlaceholderText(tr("Name of the flow"));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        setMember({"name"}, text.isEmpty() ? std::nullopt : std::optional(json::Value(text.toStdString())));
    });
    connect(m_name, &QLineEdit::editingFinished, this, &Inspector::seal);
    m_layout->addWidget(m_name);
    m_flow = addForm(tr("Flow"), flowFields(), contextFor({}), {});
}

void Inspector::refreshForm(SchemaForm *form, const std::vector<std::string> &below)
{
    auto *editor = m_document->editor();
    const auto valueOf = [&](const std::string &id) -> const json::Object * {
        const auto *object = id.empty() ? editor->graph().if_object() : editor->node(id);
        for (const auto &step : below) {
            const auto *member = object ? object->if_contains(step) : nullptr;
            object = member ? member->if_object() : nullptr;
        }
        return object;
    };
    std::vector<const json::Object *> values;
    for (const auto &id : m_subject.nodes) {
        values.push_back(valueOf(id));
    }
    if (values.empty()) {
        values.push_back(valueOf({}));
    }
    form->setValues(values);
}

void Inspector::refresh()
{
    if (!m_document || !m_document->editor() || !m_page) {
        return;
    }
    auto *editor = m_document->editor();
    const auto *sheet = m_document->bench().type(m_subject.type);
    if (m_name) {
        const auto *object = m_subject.kind == Kind::Node ? editor->node(m_subject.nodes.front()) : editor->graph().if_object();
        const QString name = object ? qt(json::text(*object, "name")) : QString();
        if (m_name->text() != name) {
            m_name->setText(name);
        }
    }
    if (m_config) {
        refreshForm(m_config, sheet ? std::vector<std::string>{"config"} : std::vector<std::string>());
    }
    if (m_behaviour) {
        refreshForm(m_behaviour, {});
    }
    if (m_flow) {
        refreshForm(m_flow, {});
    }
    if (m_condition) {
        const auto *edge = editor->edge(*m_subject.edge);
        m_condition->setValue(edge ? edge->if_contains("condition") : nullptr);
    }
    refreshProblems();
}

void Inspector::refreshProblems()
{
    if (!m_document || !m_document->editor() || !m_page) {
        return;
    }
    auto *editor = m_document->editor();
    FieldProblems config;
    // The schema is at hand: what it says is shown with the key press, the rest when the backend has looked.
    const auto *sheet = m_document->bench().type(m_subject.type);
    if (m_subject.kind == Kind::Node && sheet && sheet->schema) {
        const auto *node = editor->node(m_subject.nodes.front());
        const auto *value = node ? node->if_contains("config") : nullptr;
        json::Schema::Options options;
        options.accept = [](const json::Value &instance) { return instance.is_string() && std::string_view(instance.get_string()).find("{{") != std::string_view::npos; };
        for (const auto &violation : sheet->schema->validate(value ? *value : json::Value(json::Object()), options)) {
            if (violation.keyword != "required") {
                config.insert(qt(violation.instancePath), words::sentence(violation.message));
            }
        }
    }
    std::vector<const api::FlowFinding *> others;
    const std::string edge = m_subject.edge ? edgeKeyOf(editor->graph(), *m_subject.edge) : std::string();
    for (std::size_t i = 0; i < m_document->problems().size(); ++i) {
        const auto &problem = m_document->problems()[i];
        const auto &place = m_document->problemPlaces()[i];
        if (place.scope != m_subject.scope) {
            continue;
        }
        const bool ofNode = m_subject.kind == Kind::Node && !place.edge && place.node == m_subject.nodes.front();
        const bool ofEdge = m_subject.kind == Kind::Edge && place.edge && place.edgeKey == edge;
        if (!ofNode && !ofEdge) {
            continue;
        }
        if (ofNode && place.below.rfind("/config/", 0) == 0 && m_config) {
            // The field may be right by now.
            if (problem.code.rfind("config.", 0) != 0 || problem.code == "config.check") {
                config.insert(qt(std::string_view(place.below).substr(7)), words::sentence(problem.message));
            }
        } else if (problem.code != "config.required") {
            others.push_back(&problem);
        }
    }
    if (m_config && m_subject.kind == Kind::Node && sheet) {
        m_config->setProblems(config);
    }
    if (!m_problems) {
        return;
    }
    while (auto *item = m_problems->takeAt(0)) {
        if (auto *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (const auto *problem : others) {
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *icon = new QLabel;
        icon->setPixmap(iconOf(m_theme, problem->severity).pixmap(size::kIcon, size::kIcon));
        auto *text = new TextLabel(m_theme, words::sentence(problem->message) + u' ' + words::sentence(problem->fix), TextStyle::Small);
        text->setWordWrap(true);
        layout->addWidget(icon, 0, Qt::AlignTop);
        layout->addWidget(text, 1);
        if (const auto fix = fixOf(editor->root(), *problem)) {
            auto *button = new QPushButton(fix->label);
            setButtonKind(button, ButtonKind::Quiet);
            button->setEnabled(m_document->canMend());
            connect(m_document, &FlowDocument::edited, button, [this, button] { button->setEnabled(m_document && m_document->canMend()); });
            connect(button, &QPushButton::clicked, this, [this, finding = *problem] { m_document->mend(finding); });
            layout->addWidget(button, 0, Qt::AlignTop);
        }
        m_problems->addWidget(row);
    }
    m_problems->parentWidget()->setVisible(!others.empty());
}

void Inspector::setMember(const flow::Path &path, std::optional<json::Value> value)
{
    if (!m_document || !m_document->editor()) {
        return;
    }
    auto *editor = m_document->editor();
    if (m_subject.kind == Kind::Node) {
        editor->setNodeMember(m_subject.nodes.front(), path, std::move(value));
        return;
    }
    editor->edit(tr("Change settings"), "set-flow:" + flow::toPointer(path), [&](flow::EditHistory &history) {
        auto full = editor->graphPath();
        full.insert(full.end(), path.begin(), path.end());
        if (value) {
            history.set(full, *value);
        } else {
            history.erase(full);
        }
    });
}

// Several nodes at once, as one step: of each only the member that was changed.
void Inspector::setForAll(const std::vector<std::string> &below, const std::string &name, const MemberEdit &part)
{
    if (!m_document || !m_document->editor()) {
        return;
    }
    auto *editor = m_document->editor();
    std::vector<std::string> path = below;
    path.push_back(name);
    path.insert(path.end(), part.path.begin(), part.path.end());
    // Objects that are empty without the member go with it; those of `below` stay.
    const std::size_t kept = below.size() + part.kept;
    std::string key = "set-all:" + std::to_string(m_subject.nodes.size()) + m_subject.nodes.front();
    for (const auto &step : path) {
        json::appendPointer(key, step);
    }
    editor->edit(tr("Change settings"), key, [&](flow::EditHistory &history) {
        for (const auto &id : m_subject.nodes) {
            const auto index = editor->nodeIndex(id);
            if (!index) {
                continue;
            }
            std::vector<flow::Path> owners{editor->graphPath() / "nodes" / *index};
            bool isThere = true;
            for (std::size_t i = 0; i + 1 < path.size() && isThere; ++i) {
                auto owner = owners.back();
                owner.emplace_back(path[i]);
                const auto *found = flow::valueAt(history.root(), owner);
                if (!found && part.value.value) {
                    history.set(owner, json::Object{});
                }
                isThere = found ? found->is_object() : part.value.value.has_value();
                owners.push_back(std::move(owner));
            }
            if (!isThere) {
                continue; // nothing to take away, or something else in its place
            }
            auto full = owners.back();
            full.emplace_back(path.back());
            if (part.value.value) {
                history.set(full, *part.value.value);
                continue;
            }
            if (!flow::valueAt(history.root(), full)) {
                continue;
            }
            history.erase(full);
            for (std::size_t depth = owners.size() - 1; depth > kept; --depth) {
                const auto *owner = flow::valueAt(history.root(), owners[depth]);
                if (!owner || !owner->is_object() || !owner->get_object().empty()) {
                    break;
                }
                history.erase(owners[depth]);
            }
        }
    });
}

void Inspector::seal()
{
    if (m_document && m_document->editor()) {
        m_document->editor()->history().seal();
    }
}

} // namespace signalbox::ui
