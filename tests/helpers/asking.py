"""Asks for addresses by our handler and resolver, without a name server; what tests/helpers/fetching.py runs."""

import json
import resource
import socket
import sys

import scrapy
from scrapy.crawler import CrawlerProcess

from newsarchive import fetch, settings
from newsarchive.fetch import resolver

OURS = [
    "DOWNLOAD_HANDLERS",
    "TWISTED_DNS_RESOLVER",
    "HTTPPROXY_ENABLED",
    "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_FAIL_ON_DATALOSS",
    "TELNETCONSOLE_ENABLED",
    "REMOTE_CONTROL_ENABLED",
    "COOKIES_ENABLED",
    "RETRY_ENABLED",
    "REDIRECT_ENABLED",
]
given = json.loads(sys.argv[1])
told = {"results": {}, "names": [], "abroad": []}
connect, is_public = socket.socket.connect_ex, resolver.is_public


def gethostbyname(name):
    """Each name has the addresses that the test gives it, one after another."""
    told["names"].append(name)
    if name in given["names"]:
        addresses = given["names"][name]
        return addresses.pop(0) if len(addresses) > 1 else addresses[0]
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        raise socket.gaierror(8, "no such name") from None


def connect_ex(self, address):
    """Nothing leaves this machine, whatever the code under test lets pass."""
    if address[0].startswith("127."):
        return connect(self, address)
    told["abroad"].append(address[0])
    return 113


class Asking(scrapy.Spider):
    name = "asking"
    start_urls = given["start"]
    custom_settings = {"HTTPERROR_ALLOW_ALL": True, "CONCURRENT_REQUESTS": 1, "DOWNLOAD_TIMEOUT": 20}

    async def start(self):
        for number, url in enumerate(given["urls"]):
            yield scrapy.Request(url, self.answered, errback=self.failed, dont_filter=True, priority=-number)

    def answered(self, response):
        came = [response.status, len(response.headers), len(response.body)]
        told["results"].setdefault(response.request.url, []).append(came)

    def failed(self, failure):
        told["results"].setdefault(failure.request.url, []).append(fetch.why(failure.value))


if __name__ == "__main__":
    socket.gethostbyname, socket.socket.connect_ex = gethostbyname, connect_ex
    resolver.is_public = lambda address: address in given["public"] or is_public(address)
    process = CrawlerProcess(
        {name: getattr(settings, name) for name in OURS} | {"LOG_LEVEL": "ERROR"} | given["settings"]
    )
    process.crawl(Asking)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    process.start()
    told["grown"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps(told))
