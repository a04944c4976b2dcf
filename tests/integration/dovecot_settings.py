"""The settings of a Dovecot for tests; 2.3 and 2.4 write theirs in different ways."""

_SHARED = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
auth_failure_delay = 0
listen = 127.0.0.1
ssl = required
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox {drafts} {{
    auto = create
    {special_use}
  }}
}}
"""
_AS_2_3 = """
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:~/Maildir
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
"""
_QUOTA_2_3 = """
mail_plugins = quota
plugin {{
  quota = count:Ruimte
  quota_vsizes = yes
  quota_rule = *:bytes={quota}
}}
"""
_AS_2_4 = """
ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
mail_driver = maildir
mail_path = ~/Maildir
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {user}
    gid = {group}
    home = {folder}/mail/%{{user}}
  }}
}}
"""
_QUOTA_2_4 = """
mail_plugins {{
  quota = yes
}}
quota_storage_size = {quota}B
quota Ruimte {{
}}
"""


def settings_text(version: str, quota: int | None, **values: object) -> str:
    """The settings for a Dovecot that says it is of this ``version``; ``quota`` is in bytes."""
    version = version.split()[0].split("-")[0]
    newer = tuple(int(part) for part in version.split(".")[:2]) >= (2, 4)
    text = f"dovecot_config_version = {version}\ndovecot_storage_version = {version}\n" if newer else ""
    text += _SHARED + (_AS_2_4 if newer else _AS_2_3)
    if quota is not None:
        text += _QUOTA_2_4 if newer else _QUOTA_2_3
    return text.format(quota=quota, **values)
