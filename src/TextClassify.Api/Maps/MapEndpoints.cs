using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TextClassify.Api.Security;

namespace TextClassify.Api.Maps;

internal static class MapEndpoints
{
    private const string Binary = "application/octet-stream";
    private const string Forever = "max-age=31536000, immutable";

    public static void MapMaps(this IEndpointRouteBuilder routes)
    {
        var maps = routes.MapGroup("/maps").WithTags("Maps");

        maps.MapGet("", List)
            .Named("listMaps", "List the reference maps of the served models, and the maps that were refused.")
            .Produces<MapList>();

        maps.MapGet("{id}", Get)
            .Named("getMap", "Describe a reference map: how it was made, and how good it is.")
            .Produces<MapDescription>()
            .ProducesProblems(StatusCodes.Status404NotFound);

        maps.MapGet("{id}/points", GetPoints)
            .Named(
                "getMapPoints",
                "The points of a reference map as one little-endian blob that never changes.",
                "16 bytes of head: \"TCPT\", then as 32-bit integers version 1, the number of points N, and 0. Then whole columns of "
                + "N numbers, one after the other, each aligned to its numbers: float32 t-SNE x, t-SNE y, principal x, principal y, "
                + "jump (distance to the state read before); uint32 row (the text's place in the corpus); uint16 token; uint8 true "
                + "label, local label, local score, cumulative label, cumulative score. A label is an index of the map's labels, a "
                + "score a probability in 255ths; local and cumulative are readings of the expected prediction.")
            .Produces<Stream>(StatusCodes.Status200OK, Binary)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(StatusCodes.Status404NotFound);
    }

    private static JsonHttpResult<MapList> List(IModelRegistry registry)
    {
        ITextClassifier[] models = [.. registry.Current.All<ITextClassifier>()];
        var list = new MapList(
            [.. from model in models from map in model.Maps.Maps select MapNames.Describe(model, map)],
            [.. from model in models
                from refusal in model.Maps.Refused
                select new MapRefusal($"{model.Manifest.Name}/{model.Manifest.Version}", refusal.ToString())]);
        return TypedResults.Json(list, MapJson.Default.MapList);
    }

    private static IResult Get(string id, IModelRegistry registry)
    {
        return MapNames.Find(registry, id).Fails(out var problem, out var found)
            ? new ProblemResult(problem)
            : TypedResults.Json(MapNames.Describe(found.Model, found.Map), MapJson.Default.MapDescription);
    }

    private static IResult GetPoints(string id, HttpContext http, IModelRegistry registry, IOptions<SecurityOptions> security)
    {
        if (MapNames.Find(registry, id).Fails(out var problem, out var found))
        {
            return new ProblemResult(problem);
        }

        // What needs a key is kept by its caller alone: a shared cache would give it to those without one.
        http.Response.Headers.CacheControl = $"{(security.Value.AsksForCallers ? "private" : "public")}, {Forever}";
        return TypedResults.Bytes(found.Map.Blob, Binary, entityTag: new EntityTagHeaderValue($"\"{found.Map.Sha256}\""));
    }
}
