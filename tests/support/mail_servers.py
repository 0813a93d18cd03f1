"""A mail office on this machine: Exim takes mail by SMTP, Dovecot hands it out by IMAP.

Both are Debian's, run without rights on free ports with their own settings in a folder of their
own; nothing of the system's mail is touched. Every address there is has a mailbox.
"""

from __future__ import annotations

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

EXIM, DOVECOT, LMTP = "/usr/sbin/exim4", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp"
PASSWORD = "test"
START_SECONDS = 30.0

_EXIM = """
exim_user = {user}
exim_group = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/exim.pid
primary_hostname = mail.czj.example.cn
keep_environment =
local_interfaces = 127.0.0.1
daemon_smtp_ports = {smtp}
tls_advertise_hosts =
deliver_drop_privilege = true
host_lookup =
rfc1413_hosts =
accept_8bitmime = true
message_size_limit = 100M
acl_smtp_rcpt = take
acl_smtp_data = take
begin acl
take:
  accept
begin routers
all:
  driver = manualroute
  domains = *
  route_list = * 127.0.0.1
  self = send
  transport = mailbox
begin transports
mailbox:
  driver = smtp
  protocol = lmtp
  port = {lmtp}
  hosts_try_prdr =
begin retry
* * F,1h,1s
"""

_DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/run
instance_name = ziping-test
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
auth_username_format = %Ln
mail_location = maildir:{folder}/mail/%n
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%n
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-urlauth-login {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
"""


def missing() -> str:
    """What is not installed; "" where all is."""
    absent = [name for name in (EXIM, DOVECOT, LMTP) if not Path(name).exists()]
    return f"not installed: {', '.join(absent)}" if absent else ""


class MailServers:
    """Runs both servers until the end of the block."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ziping-mail-", dir="/tmp"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._who = _nobody()
        self.smtp, self.imap, self._lmtp = _free_ports(3)

    def __enter__(self) -> Self:
        try:
            self._write("exim.conf", _EXIM)
            self._write("dovecot.conf", _DOVECOT)
            for path in (self.folder, *self.folder.iterdir()):
                if os.getuid() == 0:
                    os.chown(path, *self._who)
            self._run(DOVECOT, "-F", "-c", f"{self.folder}/dovecot.conf")
            self._run(EXIM, "-C", f"{self.folder}/exim.conf", "-bdf", "-q1m")
            for port in (self.smtp, self.imap, self._lmtp):
                self._wait_for(port)
        except BaseException:
            self.end()
            raise
        return self

    def _write(self, name: str, text: str) -> None:
        user, group = pwd.getpwuid(self._who[0]).pw_name, grp.getgrgid(self._who[1]).gr_name
        values = {"user": user, "group": group, "folder": self.folder, "password": PASSWORD}
        ports = {"smtp": self.smtp, "imap": self.imap, "lmtp": self._lmtp}
        (self.folder / name).write_text(text.format(**values, **ports))

    def _run(self, *words: str) -> None:
        options: dict[str, Any] = {}
        if os.getuid() == 0:
            options = {"user": self._who[0], "group": self._who[1], "extra_groups": []}
        log = (self.folder / "out.log").open("ab")
        with log:
            self._processes.append(
                subprocess.Popen(
                    words,
                    cwd=self.folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    **options,
                )
            )

    def _wait_for(self, port: int) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if any(process.poll() is not None for process in self._processes):
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"no server on port {port}\n{self.logs()}")

    def logs(self) -> str:
        logs = sorted(self.folder.glob("*log"))
        return "\n".join(f"{log.name}:\n{log.read_text('utf-8', 'replace')}" for log in logs)

    def send(self, sender: str, to: str, message: bytes) -> None:
        """As a mail program does."""
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=20) as connection:
            connection.ehlo("pc.example.cn")
            connection.sendmail(sender, [to], message, mail_options=["BODY=8BITMIME"])

    def fetch(self, who: str, count: int) -> Sequence[bytes]:
        """All mails of a mailbox, in order of coming; waits until there are `count`."""
        until = time.monotonic() + START_SECONDS
        while True:
            with imaplib.IMAP4("127.0.0.1", self.imap, timeout=20) as connection:
                connection.login(who, PASSWORD)
                found = int((connection.select(readonly=True)[1][0] or b"0").decode())
                if found >= count:
                    answers = connection.fetch(f"1:{found}", "(BODY.PEEK[])")[1] if found else []
                    return [answer[1] for answer in answers if isinstance(answer, tuple)]
            if time.monotonic() > until:
                raise RuntimeError(f"{found} of {count} mails came\n{self.logs()}")
            time.sleep(0.1)

    def end(self) -> None:
        """End both, with whatever they started."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()


def _nobody() -> tuple[int, int]:
    """Whose processes they are: never root's."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
