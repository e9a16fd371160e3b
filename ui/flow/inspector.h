// SPDX-License-Identifier: GPL-3.0-or-later
// The pane beside the canvas: what is selected as a form. Every change is a step of the flow's history, and changes
// of one field that follow one another are one step.
#pragma once

#include "ui/flow/flow_document.h"
#include "ui/flow/schema_form.h"
#include "ui/widgets/renewable_scope.h"

#include <QPointer>
#include <QScrollArea>

#include <string>
#include <vector>

class QVBoxLayout;

namespace signalbox::ui {

class EmptyState;
class ModelChoices;
class PreviewSource;
class TextLabel;

/// What the inspector is about.
struct InspectorSubject
{
    enum class Kind { Nothing, Flow, Node, Nodes, Edge } kind = Kind::Nothing;
    std::vector<std::string> nodes;
    std::optional<std::uint32_t> edge;
    std::string type; ///< that all nodes have, or empty
    std::vector<std::string> scope;
    bool operator==(const InspectorSubject &) const = default;
};

InspectorSubject subjectOf(FlowDocument &document);
/// What expressions of a node may name: its inputs, the nodes before it, variables, and fields of what the last run gave
/// there.
QStringList namesFor(FlowDocument &document, const std::string &node);
/// The same for the condition of an edge that leaves `source`.
QStringList namesForCondition(FlowDocument &document, const std::string &source);

/// Thread: the GUI thread.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(const Theme &theme, QWidget *parent = nullptr);

    /// Shows what is selected in the document; null: nothing.
    void setDocument(FlowDocument *document);
    /// The form of the node's configuration, or null.
    SchemaForm *configForm() const { return m_config; }
    SchemaForm *behaviourForm() const { return m_behaviour; }

protected:
    /// Whoever is led here by keys goes on in the first field that says what the subject does.
    void focusInEvent(QFocusEvent *event) override;

private:
    void changed();
    void rebuild();
    void refresh();
    void buildNode();
    void buildNodes();
    void buildEdge();
    void buildFlow();
    void later(std::function<void()> build);
    void addHeader(const QString &icon, Family family, const QString &title, const QString &detail);
    void addSection(const QString &title, QWidget *content);
    void addDocumentation(const TypeSheet &sheet);
    SchemaForm *addForm(const QString &title, const std::vector<FieldSpec> &fields, const FormContext &context, const std::vector<std::string> &below);
    void refreshForm(SchemaForm *form, const std::vector<std::string> &below);
    void refreshProblems();
    FormContext contextFor(const std::string &node);
    void setMember(const flow::Path &path, std::optional<json::Value> value);
    void setForAll(const std::vector<std::string> &below, const std::string &name, const MemberEdit &part);
    void findFolder(std::function<void(const QString &folder)> then);
    Task<void> readFolder(std::function<void(const QString &folder)> then, std::stop_token stop);
    void seal();
    QString flowDetail() const;

    const Theme &m_theme;
    QPointer<FlowDocument> m_document;
    InspectorSubject m_subject;
    EmptyState *m_empty;
    QScrollArea *m_area;
    QWidget *m_page = nullptr;
    QVBoxLayout *m_layout = nullptr;
    TextLabel *m_header = nullptr;
    QLineEdit *m_name = nullptr;
    SchemaForm *m_config = nullptr;
    SchemaForm *m_behaviour = nullptr;
    SchemaForm *m_flow = nullptr;
    FieldRow *m_condition = nullptr;
    QVBoxLayout *m_problems = nullptr;
    QTimer m_refresh;
    PreviewSource *m_previews;
    ModelChoices *m_models = nullptr; ///< of the document's bench
    RenewableScope m_scope;
};

} // namespace signalbox::ui
