// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/passwordgate.h"

#include "core/links/linkpassword.h"
#include "core/types/querypart.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace {

constexpr qsizetype kLongestBody = 16 * 1024;
constexpr qsizetype kLongestPassword = 200;
constexpr qsizetype kLongestPassedOn = 4096; ///< of the query and the referrer

QByteArray passedOn(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return bytes.size() > kLongestPassedOn ? QByteArray() : bytes;
}

std::optional<PasswordTry> tryOfForm(QByteArrayView body)
{
    PasswordTry attempt;
    attempt.isForm = true;
    while (!body.isEmpty()) {
        const QByteArrayView pair = takePair(&body);
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArrayView name = pair.first(equals);
        const QString value = decodedQueryPart(pair.sliced(equals + 1));
        if (name == "shortCode")
            attempt.form.code = value;
        else if (name == "password")
            attempt.password = value;
        else if (name == "query")
            attempt.form.query = passedOn(value);
        else if (name == "referrer")
            attempt.form.referrer = passedOn(value);
    }
    return attempt;
}

std::optional<PasswordTry> tryOfJson(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonValue code = document[QStringLiteral("shortCode")];
    const QJsonValue password = document[QStringLiteral("password")];
    if (!code.isString() || !password.isString())
        return std::nullopt;
    PasswordTry attempt;
    attempt.form.code = code.toString();
    attempt.password = password.toString();
    return attempt;
}

} // namespace

std::optional<PasswordTry> passwordTryOf(const QByteArray &contentType, const QByteArray &body)
{
    if (body.size() > kLongestBody)
        return std::nullopt;
    const bool isForm = contentType.toLower().startsWith("application/x-www-form-urlencoded");
    const std::optional<PasswordTry> attempt = isForm ? tryOfForm(body) : tryOfJson(body);
    if (!attempt || attempt->form.code.isEmpty() || attempt->password.size() > kLongestPassword)
        return std::nullopt;
    return attempt;
}

PasswordGate::PasswordGate() : m_wrong(kTries, 15 * kMicrosPerMinute)
{
    m_pool.setMaxThreadCount(1);
}

PasswordGate::~PasswordGate()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PasswordGate::compare(Exchange &&exchange, const PasswordTry &attempt, const QString &code,
                           const QString &hash, Then then)
{
    const QByteArray who = exchange.request.clientNetwork + '\0' + code.toUtf8();
    // Counted before it is compared, so that many tries at once are as many; taken back when it is right.
    if (!m_wrong.take(who, monotonicMicros())) {
        then(std::move(exchange), {false, m_wrong.retryAfter(who, monotonicMicros()), false});
        return;
    }
    if (m_waiting >= kMostWaiting) {
        then(std::move(exchange), {false, 0, true});
        return;
    }
    ++m_waiting;
    const auto held = std::make_shared<Exchange>(std::move(exchange));
    m_pool.start([this, held, who, hash, password = attempt.password, then = std::move(then)] {
        const bool isRight = isPassword(password, hash);
        QMetaObject::invokeMethod(&m_here, [this, held, who, isRight, then] {
            --m_waiting;
            if (isRight)
                m_wrong.giveBack(who);
            then(std::move(*held), {isRight, 0, false});
        });
    });
}
