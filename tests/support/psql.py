# SPDX-License-Identifier: Apache-2.0
"""The server of postgres.py as its superuser sees it: asked, and with a backend killed."""
import os
import signal
import subprocess

OTHERS = "pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


class Psql:
    def __init__(self):
        self.address = os.environ['WALLET_TEST_POSTGRESQL']

    def ask(self, sql):
        """What the server says, or None: after a crash it takes a moment."""
        result = subprocess.run(['psql', '--no-psqlrc', '-Atqc', sql, self.address], capture_output=True, text=True,
                                timeout=120)
        return result.stdout.strip() if result.returncode == 0 else None

    def kill_backend(self):
        """The server then ends all others too, and recovers as after a power cut; False where nobody is served."""
        pid = self.ask(f'SELECT pid FROM {OTHERS} ORDER BY backend_start DESC LIMIT 1')
        if not pid:
            return False
        os.kill(int(pid), signal.SIGKILL)
        while self.ask('SELECT 1') is None:
            pass
        return True

    def wait_for_others(self):
        """Until nobody else is connected: what a client sent before it died is done all the same."""
        while self.ask(f'SELECT COUNT(*) FROM {OTHERS}') != '0':
            pass
