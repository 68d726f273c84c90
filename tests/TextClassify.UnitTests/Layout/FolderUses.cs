using Mono.Cecil;

namespace TextClassify.Layout;

/// <summary>Which namespace of an assembly uses which, by its compiled code. A namespace is a folder; constants are compiled in, so their
/// use is not seen.</summary>
internal sealed class FolderUses
{
    private readonly Dictionary<string, SortedDictionary<string, string>> _uses = new(StringComparer.Ordinal);
    private readonly ModuleDefinition _module;

    private FolderUses(ModuleDefinition module) => _module = module;

    /// <summary>By folder, the folders it uses, each with an example.</summary>
    public static Dictionary<string, SortedDictionary<string, string>> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var uses = new FolderUses(module);
        foreach (var type in module.GetTypes().Where(type => FolderOf(type).StartsWith(nameof(TextClassify), StringComparison.Ordinal)))
        {
            uses.Read(type);
        }

        return uses._uses;
    }

    private static string FolderOf(TypeReference type) => type.DeclaringType is { } outer ? FolderOf(outer) : type.Namespace;

    private static string NameOf(TypeReference type) => type.DeclaringType is { } outer ? NameOf(outer) : type.Name;

    private void Read(TypeDefinition type)
    {
        Use(type, type.BaseType);
        Array.ForEach([.. type.Interfaces], one => Use(type, one.InterfaceType));
        Array.ForEach([.. type.Fields], field => Use(type, field.FieldType));
        Array.ForEach([.. type.CustomAttributes], attribute => Use(type, attribute.AttributeType));
        foreach (var method in type.Methods)
        {
            Use(type, method);
            if (method.HasBody)
            {
                Array.ForEach([.. method.Body.Variables], variable => Use(type, variable.VariableType));
                Array.ForEach([.. method.Body.Instructions], instruction => UseOperand(type, instruction.Operand));
            }
        }
    }

    private void UseOperand(TypeDefinition from, object? operand)
    {
        switch (operand)
        {
            case TypeReference used:
                Use(from, used);
                break;
            case MethodReference used:
                Use(from, used);
                break;
            case FieldReference used:
                Use(from, used.DeclaringType);
                break;
        }
    }

    private void Use(TypeDefinition from, MethodReference method)
    {
        Use(from, method.DeclaringType);
        Use(from, method.ReturnType);
        Array.ForEach([.. method.Parameters], parameter => Use(from, parameter.ParameterType));
        if (method is GenericInstanceMethod generic)
        {
            Array.ForEach([.. generic.GenericArguments], argument => Use(from, argument));
        }
    }

    private void Use(TypeDefinition from, TypeReference? used)
    {
        if (used is GenericInstanceType generic)
        {
            Array.ForEach([.. generic.GenericArguments], argument => Use(from, argument));
        }

        if (used is TypeSpecification specification)
        {
            Use(from, specification.ElementType);
        }
        else if (used is not null and not GenericParameter
            && used.Scope == _module
            && FolderOf(from) is var user
            && FolderOf(used) is { Length: > 0 } folder
            && folder != user)
        {
            if (!_uses.TryGetValue(user, out var folders))
            {
                _uses[user] = folders = new SortedDictionary<string, string>(StringComparer.Ordinal);
            }

            folders.TryAdd(folder, $"{NameOf(from)} uses {NameOf(used)}");
        }
    }
}
