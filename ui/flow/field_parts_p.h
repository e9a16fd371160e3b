// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the fields share.
#pragma once

#include "ui/flow/field_editor.h"

#include <QComboBox>
#include <QWheelEvent>

class QHBoxLayout;
class QToolButton;

namespace signalbox::ui {

class TextField;

/// The row in which a field stands; below it there is room for more.
QHBoxLayout *rowIn(QWidget *widget);
/// The line below an expression that says what it would give, where the form has that.
void addPreview(QWidget *widget, TextField &field, const FormContext &context);
/// A small button that stays pressed.
QToolButton *toggleButton(const Theme &theme, const QString &text, const QString &tip);
/// What stands in an empty field of several things whose values differ.
QString differentValues();

/// The form scrolls; what is chosen does not change by accident.
class QuietCombo : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

/// Texts, expressions, code, paths, names of models; of kind Any also values of other kinds, as JSON (field_text.cpp).
FieldEditor *makeText(const FieldSpec &spec, const FormContext &context, QWidget *parent);
/// A secret, by its name (field_secret.cpp).
FieldEditor *makeSecret(const FieldSpec &spec, const FormContext &context, QWidget *parent);

} // namespace signalbox::ui
