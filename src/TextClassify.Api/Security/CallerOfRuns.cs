using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using TextClassify.Api.Identity;
using TextClassify.Inference.Sharing;

namespace TextClassify.Api.Security;

/// <summary>
/// Whose request the model runs for. A caller is a key or a token's subject; where nobody is asked, an address, which costs something to
/// have many of: of IPv6 the network of 64 bits, since whoever has one address there has all of it. Requests of one caller share what the
/// caller gets, so behind a gateway, or on one machine, each request has the same share.
/// </summary>
internal sealed class CallerOfRuns : RunOwner
{
    private const int NetworkBytes = 8;

    // A run may be made after the answer, when the context is another request's.
    private readonly ClaimsPrincipal _user;
    private readonly IPAddress? _address;

    private CallerOfRuns(HttpContext http) => (_user, _address) = (http.User, http.Connection.RemoteIpAddress);

    public static Task Begin(HttpContext http, RequestDelegate next) =>
        new CallerOfRuns(http).Begin((http, next), static request => request.next(request.http));

    protected override string NameCaller() =>
        _user.Identity is { IsAuthenticated: true, Name: { } name, AuthenticationType: var scheme }
            && scheme != Callers.Open ? $"{scheme}/{name}"
        : $"address/{NetworkOf(_address)}";

    private static string NetworkOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return $"{address}";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return $"{address.MapToIPv4()}";
        }

        byte[] network = address.GetAddressBytes();
        network.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(network)}/{8 * NetworkBytes}";
    }
}
