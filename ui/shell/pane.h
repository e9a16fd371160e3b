// SPDX-License-Identifier: GPL-3.0-or-later
// What a pane and a document are to the window: the one interface through which the canvas, the spec editor, the
// chat, the event console and the runs plug in.
#pragma once

#include <QString>
#include <QWidget>

#include <functional>

namespace signalbox::ui {

/// Start is left in left-to-right layouts.
enum class PaneArea { Start, End, Bottom };

struct PaneSpec
{
    QString id;    ///< "events"; stable, layouts are stored by it
    QString title; ///< "Events"
    QString icon;
    PaneArea area = PaneArea::End;
    /// Shown in the default layout. Panes of one area that are shown stand side by side unless `tabbedWith` says
    /// that they share a place.
    bool shown = true;
    QString tabbedWith = {};
    /// Size along the area's short side in the default layout.
    int extent = 300;
    /// Makes the content, the first time that it is seen.
    std::function<QWidget *(QWidget *parent)> create;
};

/// What stands in the middle of the window: a flow, the start page. Commands of the window ("edit.undo", "run.start" …)
/// reach the document that is current.
class Document : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What a session is restored from: "flow:0190…", "sample:support-triage"; empty: not restored.
    virtual QString location() const { return {}; }
    virtual QString title() const = 0;
    virtual QString iconName() const { return QStringLiteral("canvas"); }
    virtual bool isModified() const { return false; }
    virtual bool canPerform(const QString &command) const { return command.isEmpty(); }
    virtual void perform(const QString &command) { Q_UNUSED(command) }
    /// Asked before its tab closes; false keeps it open.
    virtual bool mayClose() { return true; }
    /// Its tab was closed by a person, and it goes; not called when the window closes.
    virtual void leave() {}

Q_SIGNALS:
    void titleChanged();
    /// What canPerform() says may be otherwise now.
    void commandsChanged();
    /// A person chose in the document that its tab is to be closed.
    void closeRequested();
};

} // namespace signalbox::ui
