// SPDX-License-Identifier: GPL-3.0-or-later
// Listens to what the desktop says about light and dark, contrast and motion: the settings portal of the XDG
// desktop (org.freedesktop.portal.Settings) on the session bus.
#pragma once

#include "ui/theme/theme.h"

#include <QObject>

#include <memory>

namespace signalbox::ui {

/// Source: XDG Desktop Portal, Settings interface version 1: namespaces org.freedesktop.appearance (color-scheme 1 dark, 2
/// light; contrast 1 high), org.gnome.desktop.interface (enable-animations) and org.gnome.desktop.a11y.interface
/// (high-contrast). Thread: made and heard on the GUI thread; the bus has a thread of its own, so a bus that hangs
/// holds nothing up.
class SystemLook : public QObject
{
    Q_OBJECT
public:
    explicit SystemLook(QObject *parent = nullptr);
    ~SystemLook() override;

    /// Connects to the bus; silent where there is none. Call it once the first window is painted.
    void start();

Q_SIGNALS:
    void heard(const signalbox::ui::Look &look);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::ui
