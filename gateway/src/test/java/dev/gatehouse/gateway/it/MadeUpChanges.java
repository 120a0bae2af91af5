package dev.gatehouse.gateway.it;

import java.util.random.RandomGenerator;

/**
 * Makes up statements that change rows, of tables with and without row ids, through triggers and
 * views, and statements that change those tables.
 */
final class MadeUpChanges {
  static final String[] TABLES = {
    "create table p(id integer primary key autoincrement, a unique, g as (a || 'x') stored)",
    "create table q(a unique on conflict ignore, b default (last_insert_rowid() * 10 + changes()))",
    "create table log(n, c)",
    "create table w2(a)",
    "create view v as select a from p",
    "create virtual table f using fts5(body)",
    "create trigger seen after insert on p begin insert into log values (new.id, changes()); end",
    "create trigger moved after update on p begin"
        + " insert into log values (last_insert_rowid(), changes()); end",
    "create trigger through instead of insert on v begin insert into q(a) values (new.a); end",
  };

  private final RandomGenerator random;

  MadeUpChanges(RandomGenerator random) {
    this.random = random;
  }

  /** One statement; some fail, some do nothing. */
  String change() {
    int id = random.nextInt(12);
    return switch (random.nextInt(34)) {
      case 0, 1 -> "insert into p(a) values (" + id + ")";
      case 2 -> "insert into p(a) values (" + id + "), (" + random.nextInt(40) + ")";
      case 3 -> "insert or " + resolution() + " into p(a) values (" + id + "), (" + id / 2 + ")";
      case 4 -> "insert into p(a) values (" + id + ") on conflict do nothing";
      case 5 -> "insert into p(a) values (" + id + ") on conflict (a) do update set a = a + 20";
      case 6, 7 -> "insert into q(a) values (" + id + ")";
      case 8 -> "insert into q(a) values (" + id + "), (" + (id + 1) + ")";
      case 9 -> "insert into u values ('k" + id % 4 + "', 1)";
      case 10 -> "replace into u values ('k" + id % 4 + "', 2)";
      case 11 -> "insert into u values ('k1', 1) on conflict (k) do update set v = v + 1";
      case 12, 13 -> "insert into v values (" + id + ")";
      case 14 -> "insert into f(body) values ('word" + id + "')";
      case 15 -> "insert into f(f) values ('optimize')";
      case 16 -> "insert into p(a) select a + 50 from q limit 2";
      case 17 -> "with x(a) as (values (" + id + ")) insert or ignore into p(a) select a from x";
      case 18 -> "insert into t values (null, " + id + ", 'x')";
      case 19 -> "insert into t default values";
      case 20 -> "replace into t(id, a) values (" + id + ", 'again')";
      case 21 -> "insert into p(g) values (1)";
      case 22 -> "insert into log(n, c) values (" + id + ", 0) on conflict (n) do nothing";
      case 23 -> "insert into w2 values (" + id + ")";
      case 24 -> "update p set a = a + 1 where id % 5 = " + id % 5;
      case 25 -> "update w2 set a = (select count(*) from q)";
      case 26 -> "delete from p where id < (select max(id) from p) - 20";
      case 27 -> "delete from q where a % 4 = " + id % 4;
      case 28 -> "delete from log where rowid < (select max(rowid) from log) - 10";
      case 29 -> "insert into p(a) values (" + id + ") returning id";
      case 30 -> "insert into log values (last_insert_rowid(), changes())";
      case 31 -> "insert into w2 select name from temp.sqlite_schema";
      case 32 -> "insert into nowhere values (1)";
      default -> "insert into t(a, b) values (" + id + ", 'b')";
    };
  }

  private String resolution() {
    String[] all = {"ignore", "replace", "fail", "abort", "rollback"};
    return all[random.nextInt(all.length)];
  }

  /** Statements, for a sequence. */
  String changeOfTables() {
    return switch (random.nextInt(9)) {
      case 0 ->
          "drop trigger if exists late; create trigger late before insert on q"
              + " when new.a % 3 = 0 begin select raise(ignore); end";
      case 1 -> "drop trigger if exists late";
      case 2 ->
          "drop trigger if exists later; create trigger later after insert on u"
              + " begin insert into log values (last_insert_rowid(), changes()); end";
      case 3 -> "drop trigger if exists later";
      case 4 -> "delete from log; create unique index if not exists byn on log(n)";
      case 5 -> "drop index if exists byn";
      case 6 -> "drop table u; create table u(k text primary key, v)";
      case 7 -> "drop table u; create table u(k text primary key, v) without rowid";
      default ->
          random.nextBoolean()
              ? "drop table w2; create view w2 as select a from q"
              : "drop view w2; create table w2(a)";
    };
  }
}
