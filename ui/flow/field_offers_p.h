// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons beside a text that can be chosen: one of the models or providers that there are, a file, a folder.
#pragma once

#include "ui/flow/field_editor.h"
#include "ui/flow/text_field.h"

#include <QToolButton>

class QFileDialog;

namespace signalbox::ui {

/// Offers models or providers below the field; what is read arrives while the list is open.
class ModelOffer : public QToolButton
{
    Q_OBJECT
public:
    /// The field must outlive it.
    ModelOffer(const FormContext &context, TextField &field, FieldSpec::Offer offer, QWidget *parent);

private:
    void open();
    void showRead();
    void sayNothing();
    QString provider() const;
    QList<TextField::Choice> choices() const;

    FormContext m_context;
    TextField &m_field;
    bool m_isOfModels;
    bool m_isWanted = false; ///< the list is to open as soon as there is one
    bool m_hasAsked = false; ///< for the models
};

/// Asks for a file or folder of this computer, as a path from the folder in which relative paths begin.
class PathOffer : public QToolButton
{
    Q_OBJECT
public:
    PathOffer(const FormContext &context, const FieldSpec &spec, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &path);

private:
    void ask(const QString &folder);
    void take(const QString &folder, const QString &path);

    FormContext m_context;
    FieldSpec m_spec;
};

} // namespace signalbox::ui
