// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person chooses the backend: this computer's own, or one at an address with a token.
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace signalbox::ui {

class Banner;

struct ConnectionChoice
{
    enum class Kind { Embedded, Remote } kind = Kind::Embedded;
    QString address; ///< "https://signalbox.example:8443"
    QString token;   ///< never stored by the window
};

class ConnectionDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectionDialog(const Theme &theme, const ConnectionChoice &current, QWidget *parent);

    ConnectionChoice choice() const;
    /// While the attempt runs the fields rest; an error stands above them.
    void setBusy(bool busy);
    void setError(const QString &text);

Q_SIGNALS:
    /// The dialog stays open until who listens closes it or sets an error.
    void chosen(const signalbox::ui::ConnectionChoice &choice);

private:
    void refresh();
    /// What is wrong with the address, or empty.
    QString addressProblem() const;

    QRadioButton *m_embedded;
    QRadioButton *m_remote;
    QLineEdit *m_address;
    QLineEdit *m_token;
    Banner *m_banner;
    QPushButton *m_connect;
    QWidget *m_fields;
};

} // namespace signalbox::ui
