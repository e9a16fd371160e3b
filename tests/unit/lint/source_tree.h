// SPDX-License-Identifier: GPL-3.0-or-later
// The project's files, read for the lint tests.
#pragma once

#include "support/test.h"

#include <QDirIterator>
#include <QFile>

#include <cstdio>
#include <string>
#include <vector>

namespace lint {

struct SourceFile
{
    std::string path; ///< relative to the project, "core/base/error.h"
    std::vector<std::string> lines;
};

inline std::vector<std::string> readLines(const QString &path)
{
    QFile file(path);
    std::vector<std::string> lines;
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd()) {
            QByteArray line = file.readLine();
            while (line.endsWith('\n') || line.endsWith('\r')) {
                line.chop(1);
            }
            lines.push_back(line.toStdString());
        }
    }
    return lines;
}

/// Every file below the named folders whose name ends in one of `endings`.
inline std::vector<SourceFile> readTree(const QStringList &folders, const QStringList &endings)
{
    std::vector<SourceFile> files;
    const QString top = QString::fromStdString(signalbox::test::sourceDir());
    for (const auto &folder : folders) {
        QDirIterator walk(top + QLatin1Char('/') + folder, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = walk.next();
            const bool wanted = std::any_of(endings.begin(), endings.end(), [&](const QString &end) { return path.endsWith(end); });
            if (wanted && !path.contains(QLatin1String("/corpus/"))) {
                files.push_back({path.mid(top.size() + 1).toStdString(), readLines(path)});
            }
        }
    }
    return files;
}

inline std::string joined(const std::vector<std::string> &problems)
{
    std::string text;
    for (const auto &problem : problems) {
        text += "\n  " + problem;
    }
    return text;
}

} // namespace lint

// The list goes to standard error, too: QTest cuts long messages.
#define LINT_VERIFY(problems)                                                                      \
    do {                                                                                           \
        if (!(problems).empty()) {                                                                 \
            std::fprintf(stderr, "%s\n", lint::joined(problems).c_str());                          \
        }                                                                                          \
        QVERIFY2((problems).empty(), lint::joined(problems).c_str());                              \
    } while (false)
