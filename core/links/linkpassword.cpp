// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkpassword.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QPasswordDigestor>
#include <QRandomGenerator>
#include <QStringList>

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

} // namespace

QString hashedPassword(const QString &password)
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    const QByteArray salt(reinterpret_cast<const char *>(words), sizeof words);
    return QStringList {kScheme, QString::number(kIterations), QString::fromLatin1(salt.toBase64()),
                        QString::fromLatin1(keyOf(password, salt, kIterations).toBase64())}
        .join(u'$');
}

bool isPassword(const QString &password, const QString &hash)
{
    const QStringList parts = hash.split(u'$');
    if (parts.size() != 4 || parts[0] != kScheme)
        return false;
    const int iterations = parts[1].toInt();
    const QByteArray key = QByteArray::fromBase64(parts[3].toLatin1());
    if (iterations < 1 || iterations > kMostIterations || key.size() != kKeyBytes)
        return false;
    return isSame(keyOf(password, QByteArray::fromBase64(parts[2].toLatin1()), iterations), key);
}
