// SPDX-License-Identifier: GPL-3.0-or-later
// A form made of an object's JSON Schema: a row a field, with its help, what is wrong with it, and a way back to
// the default. What nobody has set and nobody must set is folded away where there is much of it.
#pragma once

#include "ui/flow/field_editor.h"

#include <vector>

class QVBoxLayout;
class QToolButton;

namespace signalbox::ui {

class TextLabel;

/// One field with its label, help and problem.
class FieldRow : public QWidget
{
    Q_OBJECT
public:
    FieldRow(const FieldSpec &spec, const FormContext &context, QWidget *parent = nullptr);

    const FieldSpec &spec() const { return m_spec; }
    FieldEditor *editor() const { return m_editor; }
    bool isSet() const { return m_isSet; }
    void setValue(const json::Value *value);
    /// Shows what several things have there.
    void setValues(const FieldValues &values);
    /// What is wrong with the field and below it, by pointer from it.
    void setProblems(FieldProblems problems);
    QString problem() const;

Q_SIGNALS:
    void edited();
    void finished();
    void resetRequested();

private:
    void showProblem(const QString &problem);

    FieldSpec m_spec;
    FieldEditor *m_editor;
    QToolButton *m_reset;
    TextLabel *m_help;
    TextLabel *m_problem;
    QString m_given;
    bool m_isSet = false;
};

class SchemaForm : public QWidget
{
    Q_OBJECT
public:
    SchemaForm(std::vector<FieldSpec> fields, FormContext context, QWidget *parent = nullptr);

    /// Shows the members of an object; null: it has none.
    void setValue(const json::Object *value);
    /// Shows the members of several objects at once, at least one; null: it has none.
    void setValues(const std::vector<const json::Object *> &values);
    /// By pointer from the object; what is shown is taken out.
    void setProblems(FieldProblems &problems);
    /// Makes it where it is folded away; null for a name that the schema has not.
    FieldRow *row(const std::string &name) const;

Q_SIGNALS:
    /// A field has another value, or none; `part` is what of it was changed.
    void edited(const QString &name, const signalbox::ui::FieldValue &value, const signalbox::ui::MemberEdit &part);
    void finished();

private:
    struct Field
    {
        FieldSpec spec;
        FieldRow *row;      ///< null until it is shown
        bool isSet = false; ///< in any of the objects
    };
    FieldRow *ensure(std::size_t index) const;
    void fold();

    FormContext m_context;
    QVBoxLayout *m_layout;
    QToolButton *m_more;
    mutable std::vector<Field> m_fields;
    std::optional<json::Object> m_value; ///< of the first
    bool m_all = false;
};

} // namespace signalbox::ui
