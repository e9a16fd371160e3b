// SPDX-License-Identifier: GPL-3.0-or-later
// One field of a form: shows a JSON value and gives it back changed. What it changes is its owner's.
#pragma once

#include "ui/flow/field_spec.h"
#include "ui/flow/workbench.h"

#include <QHash>
#include <QWidget>

#include <functional>
#include <optional>

namespace signalbox::ui {

class ModelChoices;
class PreviewSource;

/// What the fields of a form share.
struct FormContext
{
    Workbench &bench;
    /// What expressions may name here; asked where somebody wants to know. Unset: nothing.
    std::function<QStringList()> names;
    /// Flows of the same file.
    QStringList localFlows;
    /// Shows the flow that is written in the node; null: not possible here.
    std::function<void()> openBody;
    /// Shows below expressions what they would give; null: nothing. It must outlive the fields.
    PreviewSource *previews = nullptr;
    /// Models and providers to choose from; null: they are only written. It must outlive the fields.
    ModelChoices *models = nullptr;
    /// Tells the folder of this computer in which relative paths begin, at once or later; empty: they begin elsewhere.
    std::function<void(std::function<void(const QString &folder)> then)> findFolder;
    /// The value of a field beside it, set by the form; null: none.
    std::function<const json::Value *(std::string_view name)> beside;
};

/// A value, absent, or a text that is no value yet.
struct FieldValue
{
    std::optional<json::Value> value;
    QString problem;
};

/// What was changed last in a field that may hold others.
struct MemberEdit
{
    std::vector<std::string> path; ///< members below the field; empty: all of it
    FieldValue value;
    /// How many of the objects on the way, from the outermost, stay though they are empty by then.
    std::size_t kept = 0;
};

/// What a field has in each of the things that are shown, at least one; null: nothing.
using FieldValues = std::vector<const json::Value *>;
bool areDifferent(const FieldValues &values);

/// What is wrong, by JSON pointer below the field.
using FieldProblems = QHash<QString, QString>;

class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows a value, null: none. Emits nothing and leaves what is being typed as it is where it says the same.
    virtual void setValue(const json::Value *value) = 0;
    virtual FieldValue value() const = 0;
    /// Several things are shown, and whether their values differ; after setValue(), which showed the first.
    virtual void setMixed(bool mixed) = 0;
    /// Shows several things at once: what they have in common, and where they differ.
    virtual void setValues(const FieldValues &values);
    /// What edited() is about: all of the field, or a member where it holds others.
    virtual MemberEdit lastEdit() const { return {{}, value(), 0}; }
    /// Marks it. What it shows itself of the problems is taken out of them.
    virtual void setProblems(FieldProblems &problems) { Q_UNUSED(problems) }
    virtual void setWrong(bool wrong) { Q_UNUSED(wrong) }
    /// For screen readers.
    virtual void setLabel(const QString &label) { setAccessibleName(label); }
    /// Whether it brings a frame and a title of its own.
    virtual bool isGroup() const { return false; }

Q_SIGNALS:
    void edited();
    /// The person has done with it: what comes next is another change.
    void finished();
};

FieldEditor *makeField(const FieldSpec &spec, const FormContext &context, QWidget *parent);
/// Fields that hold others (field_groups.cpp).
FieldEditor *makeGroup(const FieldSpec &spec, const FormContext &context, QWidget *parent);

} // namespace signalbox::ui
