// SPDX-License-Identifier: GPL-3.0-or-later
// The real signalboxd in a process of its own.
#pragma once

#include "support/test.h"

#include <QFile>
#include <QProcess>

#include <string>

namespace signalbox::test {

class Daemon
{
public:
    explicit Daemon(QString folder) : m_folder(std::move(folder)) {}
    ~Daemon()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    /// Starts it and waits until it is ready; false if it ended before.
    bool start(const QStringList &options = {})
    {
        m_out.clear();
        m_err.clear();
        m_process.start(QString::fromStdString(binDir()) + QStringLiteral("/signalboxd"),
                        QStringList{QStringLiteral("all"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--data"), m_folder} + options);
        return pumpUntil([this] { return readLine() || m_process.state() == QProcess::NotRunning; }, Millis(30000)) && m_port != 0;
    }
    /// Waits for its end; gives the exit code, -1 if it was killed.
    int end(Millis limit = Millis(20000))
    {
        if (!pumpUntil([this] { return m_process.state() == QProcess::NotRunning; }, limit)) {
            qFatal("signalboxd did not end");
        }
        m_out += m_process.readAllStandardOutput();
        m_err += m_process.readAllStandardError();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    std::uint16_t port() const { return m_port; }
    QString tokenFile() const { return m_folder + QStringLiteral("/token"); }
    std::string token() const
    {
        QFile file(tokenFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toStdString() : std::string();
    }
    const QByteArray &out() const { return m_out; }
    QByteArray err()
    {
        m_err += m_process.readAllStandardError();
        return m_err;
    }
    QProcess &process() { return m_process; }

private:
    bool readLine()
    {
        m_out += m_process.readAllStandardOutput();
        const auto at = m_out.indexOf("http://127.0.0.1:");
        if (!m_out.endsWith('\n') || at < 0) {
            return false;
        }
        m_port = m_out.mid(at + 17, m_out.indexOf(' ', at) - at - 17).toUShort();
        return true;
    }

    QString m_folder;
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
    std::uint16_t m_port = 0;
};

} // namespace signalbox::test
