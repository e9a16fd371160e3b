// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/source_dialog.h"

#include "api/secret_calls.h"
#include "ui/models/model_words.h"
#include "ui/models/secret_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace signalbox::ui {

using runs::fromUtf8;

SourceDialog::SourceDialog(const Theme &theme, client::Client &client, api::SecretSource start, QStringList taken, QWidget *parent)
    : FormDialog(theme, start.id.empty() ? tr("Connect a vault") : tr("Change the vault %1").arg(fromUtf8(start.id)), tr("Connect"), parent)
    , m_client(&client)
    , m_taken(std::move(taken))
    , m_start(std::move(start))
    , m_isNew(m_start.id.empty())
    , m_kind(new QComboBox)
    , m_name(new QLineEdit)
    , m_address(new QLineEdit)
    , m_area(new QLineEdit)
    , m_auth(new QComboBox)
    , m_user(new QLineEdit)
    , m_key(new QLineEdit)
    , m_file(new QLineEdit)
    , m_profile(new QLineEdit)
    , m_mount(new QLineEdit)
    , m_version(new QComboBox)
{
    addFields();
    addHint(tr("Values are read there when they are needed and never stored here. What signs in is sealed by the backend; nobody can read it back."));
    fill();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SourceDialog::kindChosen);
    connect(m_auth, &QComboBox::currentIndexChanged, this, &SourceDialog::authChosen);
    for (auto *line : {m_name, m_address, m_area, m_user, m_key, m_file}) {
        connect(line, &QLineEdit::textChanged, this, &SourceDialog::refresh);
    }
    connect(acceptButton(), &QPushButton::clicked, this, [this] {
        m_isBusy = true;
        banner().hide();
        refresh();
        m_scope.start([this, source = wanted(), key = m_key->text().trimmed().toStdString()](std::stop_token stop) { return carryOut(this, m_client, source, key, stop); });
    });
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    (m_isNew ? m_name : m_address)->setFocus();
}

SourceDialog::~SourceDialog()
{
    endTasks();
}

void SourceDialog::addFields()
{
    m_kind->addItem(tr("HashiCorp Vault"), int(api::SourceKind::HashiCorp));
    m_kind->addItem(tr("AWS Secrets Manager"), int(api::SourceKind::AwsSecretsManager));
    m_name->setMaxLength(64);
    m_name->setPlaceholderText(QStringLiteral("company"));
    m_key->setEchoMode(QLineEdit::Password);
    m_mount->setPlaceholderText(QStringLiteral("secret"));
    m_profile->setPlaceholderText(QStringLiteral("default"));
    m_version->addItem(tr("Version 2"), 2);
    m_version->addItem(tr("Version 1"), 1);
    for (auto *line : {m_address, m_area, m_user, m_key, m_file, m_profile, m_mount}) {
        line->setLayoutDirection(Qt::LeftToRight);
    }
    addField(tr("V&ault"), m_kind);
    addField(tr("&Name"), m_name);
    addField(tr("&Address"), m_address);
    addField(tr("&Region"), m_area);
    addField(tr("&Sign in with"), m_auth);
    addField(tr("Access key &id"), m_user);
    addField(tr("&Token"), m_key);
    addField(tr("&File"), m_file);
    addField(tr("&Profile"), m_profile);
    addField(tr("&Mount of the secrets engine"), m_mount);
    addField(tr("Secrets &engine"), m_version);
}

void SourceDialog::fill()
{
    m_kind->setCurrentIndex(m_kind->findData(int(m_start.kind)));
    m_kind->setEnabled(m_isNew);
    m_name->setText(fromUtf8(m_start.id));
    m_name->setEnabled(m_isNew);
    m_address->setText(fromUtf8(m_start.url));
    m_area->setText(fromUtf8(m_start.area));
    m_user->setText(fromUtf8(m_start.user));
    m_file->setText(fromUtf8(m_start.file));
    m_profile->setText(fromUtf8(m_start.profile));
    m_mount->setText(fromUtf8(m_start.mount));
    m_version->setCurrentIndex(std::max(0, m_version->findData(int(m_start.version))));
    kindChosen();
    m_auth->setCurrentIndex(std::max(0, m_auth->findData(int(m_start.auth))));
    authChosen();
}

void SourceDialog::rename(QWidget *field, const QString &name)
{
    if (auto *label = qobject_cast<QLabel *>(form().labelForField(field))) {
        label->setText(name);
    }
    field->setAccessibleName(QString(name).remove(u'&'));
}

api::SourceKind SourceDialog::kind() const
{
    return api::SourceKind(m_kind->currentData().toInt());
}

api::SourceAuth SourceDialog::auth() const
{
    return api::SourceAuth(m_auth->currentData().toInt());
}

void SourceDialog::kindChosen()
{
    const bool isAws = kind() == api::SourceKind::AwsSecretsManager;
    const QSignalBlocker quiet(m_auth);
    m_auth->clear();
    if (isAws) {
        m_auth->addItem(tr("An access key"), int(api::SourceAuth::Keys));
        m_auth->addItem(tr("The environment of the backend"), int(api::SourceAuth::Environment));
        m_auth->addItem(tr("A credentials file"), int(api::SourceAuth::File));
    } else {
        m_auth->addItem(tr("A token"), int(api::SourceAuth::Token));
        m_auth->addItem(tr("A file that holds the token"), int(api::SourceAuth::TokenFile));
        m_auth->addItem(tr("An AppRole"), int(api::SourceAuth::AppRole));
    }
    m_address->setPlaceholderText(isAws ? tr("The region's own") : QStringLiteral("https://vault.example.com:8200"));
    rename(m_area, isAws ? tr("&Region") : tr("Namespa&ce"));
    m_area->setPlaceholderText(isAws ? QStringLiteral("eu-central-1") : tr("None"));
    form().setRowVisible(m_mount, !isAws);
    form().setRowVisible(m_version, !isAws);
    authChosen();
}

void SourceDialog::authChosen()
{
    const auto way = auth();
    form().setRowVisible(m_user, way == api::SourceAuth::AppRole || way == api::SourceAuth::Keys);
    form().setRowVisible(m_key, needsKey());
    form().setRowVisible(m_file, way == api::SourceAuth::TokenFile || way == api::SourceAuth::File);
    form().setRowVisible(m_profile, way == api::SourceAuth::File);
    rename(m_user, way == api::SourceAuth::AppRole ? tr("Role &id") : tr("Access key &id"));
    rename(m_key, way == api::SourceAuth::Token ? tr("&Token") : way == api::SourceAuth::AppRole ? tr("Secret id of &the role") : tr("Secret access &key"));
    m_file->setPlaceholderText(way == api::SourceAuth::File ? QStringLiteral("~/.aws/credentials") : QStringLiteral("~/.vault-token"));
    const bool hasKey = !m_start.secret.empty() && m_start.auth == way;
    m_key->setPlaceholderText(hasKey ? tr("As it is") : tr("Paste it here"));
    refresh();
}

bool SourceDialog::needsKey() const
{
    const auto way = auth();
    return way == api::SourceAuth::Token || way == api::SourceAuth::AppRole || way == api::SourceAuth::Keys;
}

QString SourceDialog::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (const QString problem = models::providerNameProblem(name); !problem.isEmpty()) {
        return problem;
    }
    return m_isNew && m_taken.contains(name) ? tr("There is a vault of that name already.") : QString();
}

QString SourceDialog::addressProblem() const
{
    const QString text = m_address->text().trimmed();
    if (text.isEmpty()) {
        return kind() == api::SourceKind::HashiCorp ? tr("Where does the vault listen? For example %1").arg(m_address->placeholderText()) : QString();
    }
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) || url.host().isEmpty()) {
        return tr("An address begins with https:// and names a server.");
    }
    return url.userInfo().isEmpty() && !url.hasQuery() ? QString() : tr("Leave the token out of the address; it has a field of its own.");
}

void SourceDialog::refresh()
{
    const QString name = nameProblem();
    const QString address = addressProblem();
    const bool isAws = kind() == api::SourceKind::AwsSecretsManager;
    const bool hasKey = !m_start.secret.empty() && m_start.auth == auth();
    QString missing;
    if (isAws && m_area->text().trimmed().isEmpty()) {
        missing = tr("Name the region, for example %1.").arg(m_area->placeholderText());
    } else if ((auth() == api::SourceAuth::AppRole || auth() == api::SourceAuth::Keys) && m_user->text().trimmed().isEmpty()) {
        missing = tr("“%1” is empty.").arg(m_user->accessibleName());
    } else if (needsKey() && !hasKey && m_key->text().trimmed().isEmpty()) {
        missing = tr("“%1” is empty.").arg(m_key->accessibleName());
    } else if (auth() == api::SourceAuth::TokenFile && m_file->text().trimmed().isEmpty()) {
        missing = tr("“%1” is empty.").arg(m_file->accessibleName());
    }
    mark(m_name, m_name->text().isEmpty() ? QString() : name);
    mark(m_address, m_address->text().isEmpty() ? QString() : address);
    const QString problem = !name.isEmpty() ? name : !address.isEmpty() ? address : missing;
    acceptButton()->setText(m_isBusy ? tr("Connecting…") : tr("Connect"));
    acceptButton()->setEnabled(!m_isBusy && problem.isEmpty());
    acceptButton()->setToolTip(problem);
}

api::SecretSource SourceDialog::wanted() const
{
    auto source = m_start; // what has no field here stays
    source.id = m_name->text().trimmed().toStdString();
    source.kind = kind();
    source.url = m_address->text().trimmed().toStdString();
    source.area = m_area->text().trimmed().toStdString();
    source.auth = auth();
    const auto way = auth();
    const auto textOf = [](bool isAsked, const QLineEdit *field) { return isAsked ? field->text().trimmed().toStdString() : std::string(); };
    source.user = textOf(way == api::SourceAuth::AppRole || way == api::SourceAuth::Keys, m_user);
    source.file = textOf(way == api::SourceAuth::TokenFile || way == api::SourceAuth::File, m_file);
    source.profile = textOf(way == api::SourceAuth::File, m_profile);
    source.mount = textOf(kind() == api::SourceKind::HashiCorp, m_mount);
    source.version = kind() == api::SourceKind::HashiCorp ? m_version->currentData().toInt() : 2;
    if (!needsKey()) {
        source.secret.clear();
    }
    if (way != api::SourceAuth::Keys) {
        source.session.clear();
    }
    return source;
}

Task<void> SourceDialog::carryOut(SourceDialog *self, client::Client *client, api::SecretSource source, std::string key, std::stop_token stop)
{
    const auto fail = [self](const QString &text) {
        self->m_isBusy = false;
        self->refresh();
        self->banner().say(Banner::Kind::Danger, text);
    };
    if (self->needsKey() && !key.empty()) {
        // Another try has the name of the first. What the vault had before stays as it is until the vault names this one:
        // what was pasted may be wrong, and others may use that secret too.
        if (self->m_made.empty()) {
            auto free = co_await models::freeSecretName(client, "vault_" + source.id, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            self->m_made = std::move(free);
        }
        const auto name = self->m_made;
        api::SecretSetParams params{name, std::move(key)};
        auto set = co_await client->call<api::SecretsSet>(std::move(params), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!set) {
            fail(words::sentence(set.error()));
            co_return;
        }
        source.secret = name;
    }
    auto put = co_await client->call<api::SourcesPut>(source, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!put) {
        fail(words::sentence(put.error()));
        co_return;
    }
    self->m_key->clear();
    self->m_start = source;
    self->m_isNew = false;
    self->m_name->setEnabled(false);
    self->m_kind->setEnabled(false);
    Q_EMIT self->stored(fromUtf8(source.id));
    api::SourceTestParams asked;
    asked.id = source.id;
    auto answers = co_await client->call<api::SourcesTest>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!answers) {
        fail(tr("It is stored, but cannot be used yet. %1").arg(words::sentence(answers.error())));
        co_return;
    }
    self->m_isBusy = false;
    self->accept();
}

} // namespace signalbox::ui
