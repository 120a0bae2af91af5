package dev.gatehouse.gateway.mutation;

import dev.gatehouse.gateway.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;

/** The gateway's classes once more, some methods of which were lifted. */
final class MutatedClasses extends ClassLoader {
  private static final String OURS = Gateway.class.getPackageName() + '.';

  private final List<Lift> lifts;

  MutatedClasses(List<Lift> lifts) {
    super(MutatedClasses.class.getClassLoader());
    this.lifts = lifts;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = read(name);
    for (Lift lift : lifts) {
      if (lift.typeName().equals(name)) {
        bytes = mutated(bytes, lift);
      }
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The class with the method as it is written under another name, and what lifts it in its place.
   */
  private byte[] mutated(byte[] bytes, Lift lift) throws ClassNotFoundException {
    ClassModel type = ClassFile.of().parse(bytes);
    MethodTypeDesc by = replacement(lift);
    MethodModel lifted =
        type.methods().stream()
            .filter(method -> method.methodName().equalsString(lift.method()))
            .filter(method -> seenFromOutside(type, method).equals(by))
            .findAny()
            .orElseThrow(() -> new IllegalStateException("nothing to lift: " + lift));
    return ClassFile.of()
        .transformClass(
            type,
            (builder, element) -> {
              if (element == lifted) {
                replace(builder, lifted, lift, by);
              } else {
                builder.with(element);
              }
            });
  }

  private MethodTypeDesc replacement(Lift lift) throws ClassNotFoundException {
    return ClassFile.of().parse(read(lift.liftedName())).methods().stream()
        .filter(method -> method.methodName().equalsString(lift.by()))
        .map(MethodModel::methodTypeSymbol)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("nothing that lifts: " + lift));
  }

  /** The method's type with the object itself as its first parameter, where there is one. */
  private static MethodTypeDesc seenFromOutside(ClassModel type, MethodModel method) {
    MethodTypeDesc own = method.methodTypeSymbol();
    return isStatic(method) ? own : own.insertParameterTypes(0, type.thisClass().asSymbol());
  }

  private static boolean isStatic(MethodModel method) {
    return method.flags().has(AccessFlag.STATIC);
  }

  private static void replace(
      ClassBuilder builder, MethodModel written, Lift lift, MethodTypeDesc by) {
    builder.withMethod(
        lift.keptName(),
        written.methodTypeSymbol(),
        written.flags().flagsMask(),
        kept -> written.elementStream().forEach(kept::with));
    builder.withMethodBody(
        written.methodName(),
        written.methodType(),
        written.flags().flagsMask(),
        code -> call(code, ClassDesc.of(lift.liftedName()), lift.by(), by));
  }

  private static void call(CodeBuilder code, ClassDesc owner, String name, MethodTypeDesc type) {
    int slot = 0;
    for (ClassDesc parameter : type.parameterList()) {
      TypeKind kind = TypeKind.from(parameter);
      code.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    code.invokestatic(owner, name, type).return_(TypeKind.from(type.returnType()));
  }
}
