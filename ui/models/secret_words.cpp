// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/secret_words.h"

#include "api/secret_calls.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace signalbox::ui::models {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Models)
};

} // namespace

QString secretNameProblem(const QString &name)
{
    static const QRegularExpression kFine(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.-]{0,127}$"));
    return kFine.match(name).hasMatch() ? QString() : Words::tr("A name begins with a letter and consists of letters, digits, “_”, “-” and “.”.");
}

Task<std::string> freeSecretName(client::Client *client, std::string wanted, std::stop_token stop)
{
    std::ranges::replace_if(wanted, [](char c) { return c == '-' || c == '.'; }, '_');
    const api::Nothing nothing;
    auto list = co_await client->call<api::SecretsList>(nothing, stop);
    if (!list) {
        co_return wanted + "_" + QUuid::createUuid().toString(QUuid::Id128).left(12).toStdString();
    }
    const auto isTaken = [&list](const std::string &name) { return std::ranges::find(list->secrets, name, &api::SecretView::name) != list->secrets.end(); };
    std::string free = wanted;
    for (int i = 2; isTaken(free); ++i) {
        free = wanted + "_" + std::to_string(i);
    }
    co_return free;
}

} // namespace signalbox::ui::models
