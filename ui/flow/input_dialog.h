// SPDX-License-Identifier: GPL-3.0-or-later
// The input of a run: a form where the flow says what it takes, else JSON.
#pragma once

#include "ui/flow/schema_form.h"

#include <QDialog>

namespace signalbox::ui {

class TextField;

class InputDialog : public QDialog
{
    Q_OBJECT
public:
    /// `schema`: the flow's `inputs`, or null.
    InputDialog(Workbench &bench, const json::Value &schema, const json::Value &input, QWidget *parent = nullptr);

    /// What it is called and what it says above the value, where it is not the input of a new run.
    void setTexts(const QString &title, const QString &hint);
    void accept() override;

Q_SIGNALS:
    void chosen(const signalbox::json::Value &input);

private:
    json::Object m_object;
    SchemaForm *m_form = nullptr;
    TextField *m_text = nullptr;
    TextLabel *m_hint;
    TextLabel *m_problem;
};

} // namespace signalbox::ui
