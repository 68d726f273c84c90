using Mono.Cecil;
using Mono.Cecil.Cil;
using TorchSharp;

namespace TextClassify.Training.Tests.Nets;

/// <summary>Where an assembly lets TorchSharp make a number for one native call, by compiled code.</summary>
internal sealed class ScalarLifetimes
{
    private static readonly string Scalar = typeof(Scalar).FullName!;

    /// <summary>TorchSharp's own methods that make one, or call one that does.</summary>
    private readonly HashSet<string> _makers = new(StringComparer.Ordinal);

    private ScalarLifetimes(ModuleDefinition torch)
    {
        var calls = Methods(torch).Where(method => method.DeclaringType.FullName != Scalar)
            .ToDictionary(method => method.FullName, method => Callees(method).ToArray());
        int before = -1;
        while (before < _makers.Count)
        {
            before = _makers.Count;
            _makers.UnionWith(calls.Where(call => call.Value.Any(Makes)).Select(call => call.Key));
        }
    }

    /// <summary>"method calls what makes a number", of each that isn't kept in a field or disposed of where it was made.</summary>
    public static string[] Of(string assembly)
    {
        using var torch = ModuleDefinition.ReadModule(typeof(Scalar).Assembly.Location);
        using var module = ModuleDefinition.ReadModule(assembly);
        var lifetimes = new ScalarLifetimes(torch);
        return
        [
            .. from method in Methods(module)
               from instruction in method.Body.Instructions
               where instruction.Operand is MethodReference callee && lifetimes.Makes(callee) && !IsKept(instruction)
               select $"{method.DeclaringType.FullName}.{method.Name} calls {((MethodReference)instruction.Operand).Name}",
        ];
    }

    private bool Makes(MethodReference callee) =>
        callee.ReturnType.FullName == Scalar && callee.Name is "op_Implicit" or "ToScalar"
        || _makers.Contains(callee.GetElementMethod().FullName);

    /// <summary>A number that goes into a field, or into a variable of its own that a using statement disposes of.</summary>
    private static bool IsKept(Instruction making) => making.Next?.OpCode.Code switch
    {
        Code.Stsfld or Code.Stfld => true,
        Code.Stloc_0 or Code.Stloc_1 or Code.Stloc_2 or Code.Stloc_3 or Code.Stloc_S or Code.Stloc => IsDisposed(making.Next),
        _ => false,
    };

    private static bool IsDisposed(Instruction storing)
    {
        for (var later = storing.Next; later is not null; later = later.Next)
        {
            if (later.Operand is MethodReference { Name: nameof(IDisposable.Dispose) })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<MethodReference> Callees(MethodDefinition method) =>
        method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();
}
