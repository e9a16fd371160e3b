// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the name and value of a new secret and stores it; the value goes to the backend and nowhere else.
#pragma once

#include "ui/flow/workbench.h"

#include <QDialog>

class QLineEdit;

namespace signalbox::ui {

class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SecretDialog(Workbench &bench, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void chosen(const QString &name);

private:
    Workbench &m_bench;
    QLineEdit *m_name;
    QLineEdit *m_value;
};

} // namespace signalbox::ui
