// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of what is selected on a canvas: a node's name, its configuration by its type's schema, and what it
// does when it fails. Several nodes of one type are edited together.
#pragma once

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/schema_form.h"

#include <QPointer>
#include <QWidget>

#include <map>
#include <memory>

class QLabel;
class QLineEdit;
class QScrollArea;
class QStackedLayout;

namespace signalbox::canvas {

/// Thread: the one of the window.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(const ui::Theme &theme, QWidget *parent = nullptr);

    /// Follows a canvas; null: none.
    void setView(CanvasView *view);
    SchemaForm &form() { return *m_form; }
    QLineEdit *nameField() const { return m_name; }
    /// Puts the focus into the first field.
    void focusForm();

private:
    void follow();
    void refresh();
    void apply(const flow::Path &path, const std::optional<json::Value> &value);
    void revalidate();
    const json::Schema *schemaOf(const TypeInfo &type);

    const ui::Theme &m_theme;
    QPointer<CanvasView> m_view;
    QPointer<FlowEditor> m_editor;
    std::vector<std::string> m_ids;
    std::string m_type;
    QStackedLayout *m_stack;
    QLabel *m_nothing;
    QLabel *m_icon;
    QLineEdit *m_name;
    QLabel *m_typeLine;
    SchemaForm *m_form;
    SchemaForm *m_behaviour;
    std::map<std::string, std::unique_ptr<json::Schema>> m_schemas;
    json::Value m_behaviourSchema;
    bool m_applying = false;
};

} // namespace signalbox::canvas
