// SPDX-License-Identifier: GPL-3.0-or-later
// Short messages at the lower edge of a window: what was done and how to take it back. They stand over the window
// and take no focus; a screen reader hears them.
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

#include <functional>

namespace signalbox::ui {

struct ToastMessage
{
    enum class Kind { Info, Success, Warning, Danger } kind = Kind::Info;
    QString text;
    QString action;            ///< "Undo", or empty
    std::function<void()> run; ///< the action
};

class Toast;

class ToastStack : public QObject
{
    Q_OBJECT
public:
    /// `host` is the window's content; `clearance` keeps the toasts above what stands at its lower edge.
    ToastStack(const Theme &theme, QWidget &host, int clearance = 0);

    /// At most three at a time; the oldest gives way. It goes by itself after a while, unless the pointer is on it.
    void show(ToastMessage message);
    int count() const { return int(m_toasts.size()); }
    Toast *top() const { return m_toasts.isEmpty() ? nullptr : m_toasts.back(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void remove(Toast *toast);

    const Theme &m_theme;
    QWidget &m_host;
    int m_clearance;
    QList<Toast *> m_toasts;
};

/// One message. Made by ToastStack.
class Toast : public QWidget
{
    Q_OBJECT
public:
    Toast(const Theme &theme, ToastMessage message, QWidget *parent);
    const ToastMessage &message() const { return m_message; }

Q_SIGNALS:
    void done();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void restart();

    const Theme &m_theme;
    ToastMessage m_message;
    class QTimer *m_timer;
};

} // namespace signalbox::ui
