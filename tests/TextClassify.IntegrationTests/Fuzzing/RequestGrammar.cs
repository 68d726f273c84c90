using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TextClassify.Fuzzing;

/// <summary>Requests by number: an operation of the document with its parameters, headers, body and framing, each mostly right.</summary>
internal sealed partial class RequestGrammar(IReadOnlyList<Operation> operations, BodyGrammar bodies, Words words)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "FOO"];

    private static readonly string[] Paths =
    [
        "/swagger/index.html",
        "/openapi/textclassify.v1.json",
        "/nowhere",
        "//",
        "/./classify",
        "/classify/",
        "/CLASSIFY",
        "/classify%2f",
        "/%00",
        "/%ff%fe",
        "/%",
        "/..%2f..%2fetc",
        "/models/%2e%2e/1",
        "/models/a%2Fb",
        "/v2",
        "/v2/models/none/infer",
        "/maps/tiny-1-word/points",
        "/assets/none.js",
        "*",
        "http://other/classify",
        "/classify?",
        "/classify?x#y",
        "/?",
    ];

    private static readonly string[] Types =
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json; charset=utf-16",
        "application/x-ndjson",
        "text/plain",
        "application/octet-stream",
        "",
        "json",
        "application/json; charset=\"", "multipart/form-data; boundary=x", "application/vnd.x+json", "application/json, text/plain", "*/*",
    ];

    private static readonly string[] Accepts =

        [
            "*/*",
            "application/json",
            "application/x-ndjson",
            "text/event-stream",
            "text/event-stream;q=0",
            "application/x-ndjson; q=abc",
            ",,;",
            "text/html",
            "a/b;q=9",
        ];

    private static readonly string[] Names =
    [
        "X-Request-Id",
        "traceparent",
        "Origin",
        "Authorization",
        "X-Api-Key",
        "If-None-Match",
        "Range",
        "Content-Encoding",
        "Accept-Encoding",
        "Cookie",
        "X-Forwarded-For",
        "Host",
        "Expect",
        "Connection",
        "Upgrade",
        "Content-Language",
        "X-HTTP-Method-Override",
        "If-Modified-Since",
        "tracestate",
        "baggage",
        "Access-Control-Request-Method",
    ];

    private readonly Operation[] _drawn =
    [
        .. operations.SelectMany(operation => Enumerable.Repeat(operation, operation.Bodies.Count > 0 ? 4 : 1)),
    ];

    public FuzzRequest Make(int number)
    {
        var random = new Random(number);
        Operation? operation = _drawn[random.Next(_drawn.Length)];
        var (type, schema) = operation.Bodies.Count > 0 ? operation.Bodies[random.Next(operation.Bodies.Count)] : new("", default);
        bool lines = type.Contains("ndjson", StringComparison.Ordinal);
        byte[] body = type.Length == 0 ? (random.Next(20) == 0 ? Encoding.UTF8.GetBytes(words.Value(random)) : [])
            : lines ? bodies.Lines(random, schema)
            : bodies.Json(random, schema);
        string path = Target(random, operation);
        string target = path + Query(random, operation, lines);
        string method = operation.Method;
        if (path.Length > 1 && LeavesItsRoute().IsMatch(path))
        {
            operation = null;
        }

        if (random.Next(25) == 0)
        {
            (method, operation) = (Methods[random.Next(Methods.Length)], null);
        }

        if (random.Next(25) == 0)
        {
            (target, operation) = (Paths[random.Next(Paths.Length)], null);
        }

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: localhost\r\n");
        bool whole = Headers(random, head, random.Next(20) == 0 ? Types[random.Next(Types.Length)] : type);
        return new FuzzRequest(number, operation, Framed(random, head, body, ref whole), whole, method == "HEAD");
    }

    private string Target(Random random, Operation operation) => Parameter().Replace(
        operation.Path,
        parameter => random.Next(4) == 0 ? Uri.EscapeDataString(Words.Text(random))
            : parameter.Value == "{version}" ? "1"
            : Uri.EscapeDataString(words.Served(random)));

    private string Query(Random random, Operation operation, bool lines)
    {
        var parts = operation.Query.Where(_ => random.Next(lines ? 3 : 6) == 0).Select(
            name => $"{name}={Uri.EscapeDataString(Given(random, name))}").ToList();
        if (random.Next(30) == 0)
        {
            parts.Add($"{Uri.EscapeDataString(words.Served(random))}={Uri.EscapeDataString(Words.Number(random))}");
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private string Given(Random random, string name) => (name, random.Next(4)) switch
    {
        (_, 0) => Words.Number(random),
        (_, 1) => Words.Text(random),
        _ => words.For(name, random) ?? words.Served(random),
    };

    /// <summary>False when the headers are not HTTP's.</summary>
    private static bool Headers(Random random, StringBuilder head, string type)
    {
        if (type.Length > 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        }

        if (random.Next(4) == 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Accept: {Accepts[random.Next(Accepts.Length)]}\r\n");
        }

        int others = random.Next(10) == 0 ? random.Next(4) : 0;
        for (int i = 0; i < others; i++)
        {
            string value = string.Concat(Words.Text(random).Where(unit => unit is >= ' ' and < '\u007f'));
            head.Append(CultureInfo.InvariantCulture, $"{Names[random.Next(Names.Length)]}: {value}\r\n");
        }

        switch (random.Next(200))
        {
            case 0:
                head.Append(CultureInfo.InvariantCulture, $"X-Long: {new string('x', 1 + random.Next(60_000))}\r\n");
                return false;
            case 1:
                head.Append(string.Concat(Enumerable.Range(0, random.Next(200)).Select(i => $"X-{i}: 1\r\n")));
                return false;
            case 2:
                head.Append(CultureInfo.InvariantCulture, $"X-Odd: {Words.Text(random)}\r\n");
                return false;
            case 3:
                head.Append("no colon here\r\n");
                return false;
            case 4:
                head.Append(" folded: x\r\n: nameless\r\n");
                return false;
            default:
                // A second host, an upgrade or an expectation may end the connection with or without an answer.
                return others == 0;
        }
    }

    private static byte[] Framed(Random random, StringBuilder head, byte[] body, ref bool whole)
    {
        switch (random.Next(body.Length > 0 ? 60 : 300))
        {
            case 0:
                head.Append("Transfer-Encoding: chunked\r\n\r\n");
                return [.. Encoding.UTF8.GetBytes(head.ToString()), .. Chunks(random, body)];
            case 1:
                whole = false;
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length + random.Next(-10, 10)}\r\n\r\n");
                break;
            case 2:
                whole = false;
                head.Append(
                    CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nTransfer-Encoding: chunked\r\n\r\nfff;x=y\r\n");
                break;
            case 3:
                whole = false;
                head.Append("Transfer-Encoding: chunked\r\n\r\nzz\r\n");
                break;
            default:
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
                break;
        }

        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }

    private static IEnumerable<byte> Chunks(Random random, byte[] body)
    {
        for (int start = 0; start < body.Length;)
        {
            int length = Math.Min(1 + random.Next(64), body.Length - start);
            foreach (byte part in (byte[])[.. Encoding.ASCII.GetBytes($"{length:x}\r\n"), .. body.AsSpan(start, length), .. "\r\n"u8])
            {
                yield return part;
            }

            start += length;
        }

        foreach (byte part in "0\r\n\r\n"u8.ToArray())
        {
            yield return part;
        }
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    /// <summary>A NUL, which the server refuses, a segment that is a dot or two, or none.</summary>
    [GeneratedRegex(@"%00|/\.{0,2}(?:/|$)")]
    private static partial Regex LeavesItsRoute();
}
