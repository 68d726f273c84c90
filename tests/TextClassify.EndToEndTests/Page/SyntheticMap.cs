using System.Globalization;
using Microsoft.Playwright;

namespace TextClassify.Page;

/// <summary>
/// A reference map of many points in place of the service's, so that what the page does with 50,000 of them doesn't hang on which maps are
/// shipped. The points stand on a square of one unit a point: point i is at column i % side, row i / side.
/// </summary>
internal static class SyntheticMap
{
    public const int Side = 224;
    public const int Points = Side * Side;

    public static async Task UseAsync(IPage page)
    {
        await page.RouteAsync("**/maps", route => route.FulfillAsync(new() { ContentType = "application/json", Body = List }));
        await page.RouteAsync(
            "**/maps/synthetic/points",
            route => route.FulfillAsync(new() { ContentType = "application/octet-stream", BodyBytes = Blob() }));
    }

    private static string List => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"maps":[{"id":"synthetic","model":{"name":"sentiment","version":"1","sha256":""},"state":"forward","points":{{{Points}}},"width":2,
          "labels":["negative","positive"],"quality":{"recall":0.5,"principalRecall":0.2,"trustworthiness":0.9},
          "jumps":{"largest":4,"counts":[10,20,5,1]}}],"refused":[]}
        """);

    /// <summary>The layout of <c>/maps/{id}/points</c>: head, five columns of float32, then uint32, uint16 and five of bytes.</summary>
    private static byte[] Blob()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("TCPT"u8);
        writer.Write(1);
        writer.Write(Points);
        writer.Write(0);
        Column(i => writer.Write((float)(i % Side)));
        Column(i => writer.Write((float)(i / Side)));
        Column(i => writer.Write((float)(i % Side)));
        Column(i => writer.Write((float)(i / Side)));
        Column(_ => writer.Write(1f));
        Column(i => writer.Write(i / 20));
        Column(i => writer.Write((ushort)(i % 20)));
        for (int column = 0; column < 5; column++)
        {
            bool isScore = column is 2 or 4;
            Column(i => writer.Write((byte)(isScore ? 128 + (i % 128) : i / (Points / 2) % 2)));
        }

        return stream.ToArray();
    }

    private static void Column(Action<int> write)
    {
        for (int i = 0; i < Points; i++)
        {
            write(i);
        }
    }
}
