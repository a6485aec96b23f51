// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/annotationstore.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"

namespace {

constexpr qsizetype kMaxText = 200;

} // namespace

Result<QList<Annotation>> readAnnotations(const Database &database)
{
    Statement rows = database.prepare("SELECT id, site, at, text FROM annotation ORDER BY at, id");
    return allRows(database, rows, [](const Statement &row) {
        return Annotation {row.integer(0), row.text(1), row.integer(2), row.text(3)};
    });
}

Result<Annotation> writeAnnotation(Database &database, const Annotation &given)
{
    Annotation annotation = given;
    if (annotation.text.trimmed().isEmpty() || annotation.text.size() > kMaxText)
        return Error {QStringLiteral("validation_error"),
                      QStringLiteral("a note has 1 to %1 characters").arg(kMaxText)};
    Transaction transaction(database);
    if (annotation.id == 0) {
        Statement others = database.prepare("SELECT COUNT(*) FROM annotation WHERE site = ?1");
        others.bind(1, QStringView(annotation.site));
        if (others.step() != Statement::Step::Row)
            return database.lastError();
        if (others.integer(0) >= kMaxAnnotationsOfSite)
            return Error {
                QStringLiteral("too_many_annotations"),
                QStringLiteral("a site has at most %1 notes; remove one first").arg(kMaxAnnotationsOfSite)};
    }
    Statement write = database.prepare(
        annotation.id == 0 ? "INSERT INTO annotation (site, at, text) VALUES (?2, ?3, ?4)"
                           : "UPDATE annotation SET site = ?2, at = ?3, text = ?4 WHERE id = ?1");
    if (annotation.id != 0)
        write.bind(1, annotation.id);
    write.bind(2, QStringView(annotation.site));
    write.bind(3, annotation.at);
    write.bind(4, QStringView(annotation.text));
    if (!write.run())
        return database.lastError();
    if (annotation.id == 0)
        annotation.id = database.lastInsertId();
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return annotation;
}

Result<bool> removeAnnotation(Database &database, qint64 id)
{
    Transaction transaction(database);
    Statement remove = database.prepare("DELETE FROM annotation WHERE id = ?1 RETURNING 1");
    remove.bind(1, id);
    const Statement::Step step = remove.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    remove.reset();
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return step == Statement::Step::Row;
}
