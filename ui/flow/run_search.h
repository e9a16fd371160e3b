// SPDX-License-Identifier: GPL-3.0-or-later
// Words in what the steps of a run gave, or failed with. Steps are asked for by pages, and looked through beside the window.
#pragma once

#include "ui/flow/workbench.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>
#include <QString>

#include <map>
#include <stop_token>
#include <string>

namespace signalbox::ui {

/// What one search found.
struct RunFindings
{
    std::map<std::string, QString> places; ///< by static path: text around the first hit
    bool isWhole = true;                   ///< there was no more to look through
};

/// Thread: the GUI thread. Bounded: the first 20,000 steps, 200 nodes, and of values that are kept as payloads the
/// first 32 MiB.
class RunSearch : public QObject
{
    Q_OBJECT
public:
    explicit RunSearch(Workbench &bench, QObject *parent = nullptr);

    /// Ends the search before it. All words must stand in a value; case does not matter.
    void start(std::string run, const QString &text);
    void cancel();

Q_SIGNALS:
    void found(const QString &text, const signalbox::ui::RunFindings &findings);

private:
    Task<void> search(std::string run, QString text, std::stop_token stop);

    Workbench &m_bench;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
