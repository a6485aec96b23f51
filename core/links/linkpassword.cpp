// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkpassword.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QPasswordDigestor>
#include <QRandomGenerator>
#include <QStringList>

#include <optional>

namespace {

constexpr int kIterations = 210'000;
constexpr int kMostIterations = 10'000'000;
constexpr int kKeyBytes = 32;
const QString kScheme = QStringLiteral("pbkdf2-sha512");

QByteArray keyOf(const QString &password, const QByteArray &salt, int iterations)
{
    return QPasswordDigestor::deriveKeyPbkdf2(QCryptographicHash::Sha512,
                                              password.normalized(QString::NormalizationForm_C).toUtf8(),
                                              salt, iterations, kKeyBytes);
}

bool isSame(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<uchar>(a[i]) ^ static_cast<uchar>(b[i]));
    return difference == 0;
}

/// The parts of a hash.
struct Hash
{
    int iterations = 0;
    QByteArray salt, key;
};

QString textOf(const Hash &hash)
{
    return QStringList {kScheme, QString::number(hash.iterations), QString::fromLatin1(hash.salt.toBase64()),
                        QString::fromLatin1(hash.key.toBase64())}
        .join(u'$');
}

/// Nothing for what hashedPassword() does not write.
std::optional<Hash> parsed(const QString &text)
{
    const QStringList parts = text.split(u'$');
    if (parts.size() != 4)
        return std::nullopt;
    const Hash hash {parts[1].toInt(), QByteArray::fromBase64(parts[2].toLatin1()),
                     QByteArray::fromBase64(parts[3].toLatin1())};
    const bool isPossible = hash.iterations >= 1 && hash.iterations <= kMostIterations && !hash.salt.isEmpty()
        && hash.key.size() == kKeyBytes;
    return isPossible && textOf(hash) == text ? std::optional(hash) : std::nullopt;
}

} // namespace

QString hashedPassword(const QString &password)
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    const QByteArray salt(reinterpret_cast<const char *>(words), sizeof words);
    return textOf({kIterations, salt, keyOf(password, salt, kIterations)});
}

bool isPasswordHash(const QString &text)
{
    return parsed(text).has_value();
}

bool isPassword(const QString &password, const QString &hash)
{
    const std::optional<Hash> known = parsed(hash);
    return known && isSame(keyOf(password, known->salt, known->iterations), known->key);
}
